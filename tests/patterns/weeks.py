"""Weeks of the run, numbered from 0 = the week of 2 September 2019, as scenarios/england_calendar.yaml has them."""
import datetime

START = datetime.date(2019, 9, 2)

BEFORE = 28                                   # the last week before the first closure
PRE_TERM = tuple(week for week in range(29) if week not in (8, 16, 17, 24))  # term weeks before the first closure
PRE = (10, 20, 26)                            # ordinary term weeks, where every week would be too many snapshots
TERM_SPELL = (18, 22)                         # first and last week of a spell of term before the first closure
ONSET = 29                                    # the first week of the first closure
FIRST_CLOSURE = (29, 30, 33, 34, 35, 36, 37)  # its term weeks
FIRST_CLOSURE_WHOLE = (29, 38)                # from, to
FIRST_CLOSURE_STRICT = (29, 30, 33, 34, 35)   # its term weeks before 11 May 2020, under one set of levers
MIDDLE = 33                                   # of the first closure
SUMMER = 45                                   # the last term week of the phased return
CLOSED_2020 = (29, 45)                        # first closure and phased return
SECOND_CLOSURE = (70, 71, 72, 73, 74, 75, 77, 78)
SECOND_CLOSURE_WHOLE = (70, 78)
REOPENED = 52                                 # the week of 31 August 2020
AFTER = 79                                    # the week of 8 March 2021, when all were back
YEAR_END = 98                                 # the last term week of 2020/21
LAST = 128                                    # the last term week of the run
RUN = 130                                     # weeks of a whole run


def monday(week):
    """The date on which a week begins, as scenarios write it."""
    return (START + datetime.timedelta(weeks=week)).isoformat()
