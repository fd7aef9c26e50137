def terms_text(terms, currency, name_of):
    return f"{terms.kind.value} {terms.off.fen}"


def why_text(proposal, currency, names):
    return proposal.why.value
