"""Which of two limits a desk has to be told first, by what a payer says; it imports nothing.

Ohio BWC presumes twelve physical medicine visits approved, and beside these three trigger point
injections. Who needles draws on the twelve alone: the three matter to whom they were given to last,
or where more of them were given than the payer presumes approved.
"""


def injections_lead(visits, injections, of_visits, of_injections):
    """Whether the limit of injections is told first; None where both have as many left.

    `visits` are in order of their days: each is the set of its codes, empty where nobody told them,
    and whether it stands.
    """
    standing = [codes for codes, stands in visits if stands]
    given = [codes for codes in standing if codes & injections]
    left_of_visits, left = of_visits - len(standing), of_injections - len(given)
    is_of_these = left < 0 or bool(standing and standing[-1] in given)
    if not is_of_these:
        return False
    return None if left == left_of_visits else left < left_of_visits
