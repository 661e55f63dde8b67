"""The runs that are compared: a scenario and what is changed of it. Runs are shared between patterns.

An arm keeps people and noise: replicate r of every arm has the same children, schools and random numbers. A policy that
an arm changes is laid over the scenario's own for a range of weeks; everything else stays.
"""
import dataclasses

import weeks
from result import COLUMNS

FACTUAL, NO_CLOSURE = "factual_england", "no_closure"
SHORT = weeks.FIRST_CLOSURE_WHOLE[1] + 1      # weeks of a run that ends with the first closure
TO_SUMMER = weeks.SUMMER + 1
TO_YEAR_END = weeks.YEAR_END + 1

LOW_PARTNERSHIP, HIGH_PARTNERSHIP = 0.1, 0.9
TRAIT_FIXED = 0.05                            # standard deviation of a trait said to be fixed


@dataclasses.dataclass(frozen=True, eq=False)  # an arm is itself, and no other is equal to it
class Arm:
    """A run: `policy` is a tuple of (first week, last week, levers); `awaits` names what the program must get first."""
    name: str
    text: str
    scenario: str = FACTUAL
    weeks: int = weeks.RUN
    policy: tuple = ()
    parameters: tuple = ()
    traits: tuple = ()
    mechanism: tuple = ()
    authorities: int = 0  # 0: those of the system
    england: tuple = ()   # names of authorities of England, whatever the system of the others
    threads: int = 1
    awaits: str = ""

    def overlay(self, system, snapshots, child, school):
        """What the run lays over its scenario, as a tree to be written as YAML. A tiny system has its own size."""
        tree = {"run": {"weeks": self.weeks}, "population": {"system": system},
                "output": {"child": child, "school": school, "authority": False}}
        if self.authorities and system == "five_authorities":
            tree["population"]["authority_count"] = self.authorities
        if self.england:
            tree["population"] = {"system": "england", "authorities": list(self.england)}
        if snapshots:
            tree["output"]["snapshot"] = [weeks.monday(week) for week in sorted(snapshots)]
            tree["output"]["snapshot_columns"] = [f"{kind}.{column}" for kind, columns in COLUMNS.items()
                                                  for column in columns.split()]
        if self.policy:
            tree["policy"] = [{"name": f"{self.name} {number}", "weeks": [first, last], **dict(levers)}
                              for number, (first, last, levers) in enumerate(self.policy)]
        for section in ("parameters", "traits", "mechanism"):
            if getattr(self, section):
                tree[section] = dict(getattr(self, section))
        return tree


def levers(first, last, **changed):
    """A change of policy for weeks `first` to `last`."""
    return ((first, last, tuple(changed.items())),)


def closure(**changed):
    """A change of policy for the first closure."""
    return levers(*weeks.FIRST_CLOSURE_WHOLE, **changed)


def creativity(mean=None, sd=None):
    """Reflexive creativity of schools at the start."""
    changed = {"mean": mean, "sd": sd}
    return tuple((f"school.reflexive_creativity.{key}", value) for key, value in changed.items() if value is not None)


def partnership(mean):
    """Learning partnership of all authorities, and so of their schools, near one value."""
    return (("authority.learning_partnership.mean", mean), ("authority.learning_partnership.sd", TRAIT_FIXED))


def trust(mean):
    """Families' trust in schools at the start."""
    return (("family.school_trust.mean", mean),)


def leadership(mean):
    return (("school.leadership.mean", mean),)


LOW_CREATIVITY, HIGH_CREATIVITY = 0.2, 0.8
LOW_TRUST, HIGH_TRUST = 0.35, 0.80
LOW_LEADERSHIP, HIGH_LEADERSHIP = 0.3, 0.8
LOW_PRESSURE, HIGH_PRESSURE = 0.2, 0.95
CLEAR, AMBIGUOUS = 0.2, 0.9

BASE = Arm("base", "what happened")
MANY = Arm("many", "what happened, 25 authorities", weeks=SHORT, authorities=25)  # where what is counted is rare
OPEN = Arm("open", "no closure", scenario=NO_CLOSURE)

# ---- Statement One
PRACTICE_SPREADS = (0.0, 0.16)  # beside the default 0.08
CLOSED_SPREAD = tuple(Arm(f"spread_{spread}", f"practice spread {spread}", weeks=SHORT,
                          parameters=(("start.practice_spread", spread),)) for spread in PRACTICE_SPREADS)
OPEN_SPREAD = tuple(dataclasses.replace(arm, name=f"{arm.name}_open", scenario=NO_CLOSURE) for arm in CLOSED_SPREAD)
MISFIT = {(misfit, discretion): Arm(f"misfit_{misfit}_discretion_{discretion}",
                                    f"misfit {misfit}, discretion {discretion}", weeks=SHORT,
                                    policy=closure(misfit=misfit, discretion=discretion))
          for misfit in (-0.3, 0.3) for discretion in (0, 1)}

# ---- Statement Two
AMBIGUITY = {value: Arm(f"ambiguity_{value}", f"ambiguity {value}", weeks=SHORT, policy=closure(ambiguity=value))
             for value in (CLEAR, AMBIGUOUS)}
CREATIVITY_SPREAD = {sd: Arm(f"creativity_sd_{sd}", f"spread of creativity {sd}", weeks=SHORT, traits=creativity(sd=sd))
                     for sd in (0.03, 0.27)}
DISCRETIONARY = {share: Arm(f"discretionary_{share}", f"places for others {share}", weeks=SHORT,
                            policy=closure(mandate_discretionary=share)) for share in (0, 0.8)}

# ---- Statement Three
INVISIBLE = Arm("invisible", "practice not seen at home", weeks=TO_SUMMER, parameters=(("trust.visibility", 0),))
SYMMETRIC = Arm("symmetric", "trust is lost as slowly as it is won", parameters=(("trust.loss", 0.02),))

# ---- Statement Four
CREATIVITY = {mean: Arm(f"creativity_{mean}", f"creativity {mean}", weeks=SHORT, traits=creativity(mean))
              for mean in (LOW_CREATIVITY, HIGH_CREATIVITY)}
PARTNERSHIP = {mean: Arm(f"partnership_{mean}", f"partnership {mean}", weeks=SHORT, traits=partnership(mean))
               for mean in (LOW_PARTNERSHIP, HIGH_PARTNERSHIP)}
PRESSURE = {value: Arm(f"pressure_{value}", f"pressure after {value}",
                       policy=levers(weeks.AFTER, weeks.RUN - 1, normalisation_pressure=value))
            for value in (LOW_PRESSURE, HIGH_PRESSURE)}
SHARING = {value: Arm(f"sharing_{value}", f"practice sharing {value}",
                      policy=levers(weeks.SUMMER + 1, weeks.RUN - 1, practice_sharing=value)) for value in (0, 3)}
TRUST = {mean: Arm(f"trust_{mean}", f"trust {mean}", traits=trust(mean)) for mean in (LOW_TRUST, HIGH_TRUST)}
LOCAL = {(mean, discretion): Arm(f"creativity_{mean}_discretion_{discretion}",
                                 f"creativity {mean}, discretion {discretion}", weeks=SHORT,
                                 policy=closure(discretion=discretion), traits=creativity(mean))
         for mean in (LOW_CREATIVITY, HIGH_CREATIVITY) for discretion in (0, 1)}
CONFLICT = {(gaps, mean): Arm(f"gaps_{gaps}_partnership_{mean}", f"gaps {gaps}, partnership {mean}", weeks=TO_SUMMER,
                              policy=levers(*weeks.CLOSED_2020, gaps_and_duplications=gaps), traits=partnership(mean))
            for gaps in (0, 0.5) for mean in (LOW_PARTNERSHIP, HIGH_PARTNERSHIP)}


def off_roll(name, pressure, safeguard):
    """On 25 authorities: few are taken off the roll."""
    text = f"virtual classrooms, safeguard {'on' if safeguard else 'off'}, pressure {pressure}, 25 authorities"
    return Arm(f"off_roll_{name}_many", text, weeks=TO_YEAR_END, authorities=25,
               policy=levers(weeks.AFTER, weeks.YEAR_END, virtual_classroom=True, off_roll_safeguard=safeguard,
                             normalisation_pressure=pressure))


UNGUARDED = {pressure: off_roll(f"unguarded_{pressure}", pressure, False) for pressure in (LOW_PRESSURE, HIGH_PRESSURE)}
GUARDED = off_roll("guarded", HIGH_PRESSURE, True)
LEADING = {(lead, mean): Arm(f"leadership_{lead}_partnership_{mean}", f"leadership {lead}, partnership {mean}",
                             traits=leadership(lead) + partnership(mean))
           for lead in (LOW_LEADERSHIP, HIGH_LEADERSHIP) for mean in (LOW_PARTNERSHIP, HIGH_PARTNERSHIP)}

# ---- Statement Five
CURATED = Arm("curated", "resources curated", weeks=SHORT, policy=closure(inbox_curation=True))
PRESENT = Arm("present", "professionals must return", weeks=TO_YEAR_END,
              policy=levers(weeks.REOPENED, weeks.YEAR_END, presence_mandate=True))
REVIEWED_ONLINE = Arm("reviewed_online", "annual reviews online", weeks=SHORT, policy=closure(annual_reviews="online"))
RECOVERY = Arm("recovery", "protected time to recover", weeks=TO_YEAR_END,
               policy=levers(weeks.AFTER, weeks.YEAR_END, recovery_time=1))
LEADERLESS = Arm("leaderless", "leaders are no source of practice", mechanism=(("leaders", "off"),),
                 awaits="the switch mechanism.leaders")

# ---- Statement Six
FACE_TO_FACE = Arm("face_to_face", "meetings in person from September 2020",
                   policy=levers(weeks.REOPENED, weeks.RUN - 1, annual_reviews="face_to_face", virtual_meetings=False))
SAME_AGAIN = dict(site="closed", eligible=["ehcp", "social_worker", "critical_worker"], stance=0.10,
                  right_to_stay_home=True, mandate_statutory=0.55, mandate_discretionary=0.10, mandate_remote=0.15,
                  place_capacity={"primary": 0.5, "secondary": 0.5, "special": 0.4},
                  occupancy={"primary": 0.04, "secondary": 0.01},
                  occupancy_own={"primary": False, "secondary": False, "special": True}, sessions=8, ambiguity=0.75,
                  churn=2, gaps_and_duplications=0.3, annual_reviews="suspended", visits=0.03,
                  normalisation_pressure=0.05, devices=0, respite=0.1, transport=0.5, virtual_meetings=True, risk=1,
                  pupil_isolation=0, staff_absence=0.15)  # the levers of the first closure until 10 May 2020


def again(name, text, **changed):
    """A second closure under the levers of the first."""
    policy = levers(*weeks.SECOND_CLOSURE_WHOLE, **SAME_AGAIN) + changed.pop("policy", ())
    return Arm(f"again_{name}", text, weeks=weeks.SECOND_CLOSURE_WHOLE[1] + 1, policy=policy, **changed)


AGAIN = again("as_it_was", "second closure under the levers of the first")
AGAIN_PARTNERSHIP = {mean: again(f"partnership_{mean}", f"the same, partnership {mean}", traits=partnership(mean))
                     for mean in (LOW_PARTNERSHIP, HIGH_PARTNERSHIP)}
AGAIN_PRESSURE = {value: again(f"pressure_{value}", f"the same, pressure in autumn {value}",
                               policy=levers(weeks.REOPENED, 69, normalisation_pressure=value))
                  for value in (LOW_PRESSURE, HIGH_PRESSURE)}
TRAINING_RATE = 0.01  # a week
TRAINED = {form: Arm(f"trained_{form}", f"training, {form}",
                     policy=levers(0, weeks.RUN - 1, training_rate=TRAINING_RATE, training_format=form))
           for form in ("learning", "cascade")}
REFERRAL_LAST = Arm("referral_last", "referral comes last", policy=levers(weeks.REOPENED, weeks.RUN - 1,
                                                                          referral_last=True))
REIMBURSED = Arm("reimbursed", "costs reimbursed", weeks=TO_YEAR_END,
                 policy=levers(weeks.REOPENED, weeks.YEAR_END, reimbursement=1))
OPEN_PARTNERSHIP = {mean: dataclasses.replace(arm, name=f"open_{arm.name}", scenario=NO_CLOSURE, weeks=weeks.RUN,
                                              text=f"no closure, partnership {mean}")
                    for mean, arm in PARTNERSHIP.items()}

# ---- across statements
CREATIVITY_TRUST = {(mean, level): Arm(f"creativity_{mean}_trust_{level}", f"creativity {mean}, trust {level}",
                                       weeks=SHORT, traits=creativity(mean) + trust(level))
                    for mean in (LOW_CREATIVITY, HIGH_CREATIVITY) for level in (LOW_TRUST, HIGH_TRUST)}
CAPTURED = {mean: dataclasses.replace(arm, name=f"{arm.name}_captured", text=f"{arm.text}, advocacy captures places",
                                      parameters=(("places.advocacy_capture", 0.5),))
            for mean, arm in CREATIVITY.items()}

# ---- statements with a contrast of their own
def lasting(name, text, **changed):
    """A policy from September 2020 to the end of the run."""
    return Arm(name, text, policy=levers(weeks.REOPENED, weeks.RUN - 1, **changed))


EXHORTED = Arm("exhorted", "reviews ask to do better", weeks=TO_YEAR_END,
               policy=levers(weeks.REOPENED, weeks.YEAR_END, exhortation=True))
SPECIAL_FIRST = Arm("special_first", "special schools first", weeks=SHORT,
                    policy=closure(place_capacity={"special": 0.8}, transport=1, staff_absence={"special": 0.075}))
REMOTE_DUTY = Arm("remote_duty", "a duty to educate remotely", weeks=SHORT, policy=closure(mandate_remote=0.9))
STEADY = {mean: dataclasses.replace(arm, name=f"{arm.name}_steady", text=f"{arm.text}, guidance steady",
                                    policy=closure(churn=0)) for mean, arm in CREATIVITY.items()}
PATCH_LEVERS = {"time to recover": dict(recovery_time=1), "training": dict(training_rate=TRAINING_RATE),
                "sharing": dict(practice_sharing=3), "partnership": dict(partnership_target=0.9),
                "success weighed": dict(graduated_weight=1), "schools heard": dict(policy_voice=1)}
PATCHES = {text: lasting(f"patch_{text.replace(' ', '_')}", text, **changed) for text, changed in PATCH_LEVERS.items()}
BUNDLE = lasting("bundle", "all re-imagined together",
                 **{name: value for changed in PATCH_LEVERS.values() for name, value in changed.items()})
GRADUATED = PATCHES["success weighed"]
TOP_UP = 100  # pounds a pupil with SEND and year
TOPPED = {pounds: lasting(f"topped_{pounds}", f"top-up of {pounds} pounds a pupil", budget_top_up=pounds)
          for pounds in (TOP_UP, 2 * TOP_UP)}
SUPPORTED = lasting("supported", "support and resources alone", senco_time=1.5, reimbursement=1,
                    budget_top_up=2 * TOP_UP, supportive_accountability=1)

# ---- null controls
UNAMBIGUOUS = {mean: dataclasses.replace(arm, name=f"{arm.name}_unambiguous", text=f"{arm.text}, no ambiguity",
                                         weeks=TO_SUMMER, policy=levers(0, weeks.SUMMER, ambiguity=0))
               for mean, arm in CREATIVITY.items()}
UNBIASED = Arm("unbiased", "no convenience", weeks=SHORT,
               parameters=(("enactment.convenience", 0), ("places.convenience", 0)))
NO_ITEMS = Arm("no_items", "nothing is sent", weeks=SHORT,
               parameters=(("presence.items_per_hour", 0), ("senco.items_published", 0)),
               awaits="presence.items_per_hour to accept 0 (its range begins at 0.1)")
NAMED = ("Bath and North East Somerset", "Medway", "Bury")  # authorities of different size
ORDERED = {text: Arm(f"authorities_{text}", f"three authorities {text}", weeks=SHORT, england=names)
           for text, names in (("in order", NAMED), ("in reverse", NAMED[::-1]))}
ROOMY = Arm("roomy", "twice the places, SENCos' hours and assessments, a third more professionals' time", weeks=SHORT,
            policy=levers(0, weeks.FIRST_CLOSURE_WHOLE[1], senco_time=2, assessment_capacity=2)
            + closure(place_capacity={"primary": 1, "secondary": 1, "special": 0.8}),
            parameters=(("presence.hours", 36.4),))
ONE_THREAD = Arm("one_thread", "one thread", weeks=SHORT)
TWO_THREADS = Arm("two_threads", "two threads", weeks=SHORT, threads=2)
