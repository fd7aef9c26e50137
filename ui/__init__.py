"""The screens: everything that imports Qt."""
