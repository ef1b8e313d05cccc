"""The data dictionary: every table of a plan, every column with its label, its help and its other names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.choices import (
    Acceptance,
    ActionStatus,
    AudienceKind,
    Classification,
    CommitmentBody,
    Confidence,
    CostSource,
    CostStatus,
    CourseLevel,
    Delivery,
    Family,
    Level,
    LinkAcceptance,
    LinkState,
    Marker,
    PartnerKind,
    Pattern,
    Pillar,
    Priority,
    ProgrammeStatus,
    Reliability,
    RequiredScope,
    Scope,
    SessionState,
    Sighting,
    SourceKind,
    Strength,
    Trend,
    Verdict,
)
from planner.schema import (
    LANGUAGES,
    Row,
    choice,
    code,
    day,
    entry,
    flag,
    last_day,
    money,
    note,
    number,
    percent,
    row,
    table,
    tags,
    text,
    whole,
)

# One line per column reads better than one fact per line:
# fmt: off


def marking() -> Classification | None:
    """The column that says who may see the row."""
    return choice(Classification, "Classification",
                  "Who may see this row. Blank follows the plan's own classification.")


@table("plan", "Plan", "Plan", "The plan itself: what it covers, for whom and until when.", prefix="PLAN", digits=1,
       naming=["title"])
class PlanDetails(Row):
    title: str = text("Title", "The name of the strategy as cabinet will read it.")
    country: str = text("Country", "The state whose plan this is.")
    scope: Scope | None = choice(Scope, "Scope", "The country's own risks, its foreign policy, or both.")
    start: date | None = day("Period start", "First day the plan covers.")
    end: date | None = last_day("Period end", "Last day the plan covers.", since="start")
    fiscal_month: int | None = whole("Fiscal year starts in month",
                                     "1 to 12. A fiscal year is named after the calendar year it starts in.")
    currency: str = code("Currency", "Three letters, as in EUR. All totals are in this currency.")
    language: str = code("Language", "Two letters: en, fr, es or ar.", refers=LANGUAGES)
    classification: Classification | None = choice(Classification, "Classification",
                                                   "The marking of the plan; rows without one of their own follow it.")
    framework: str = text("Risk framework", "The framework by which risks are assessed, with its version.")
    vision: str = note("Vision", "The end-state the plan works towards, in two or three sentences.")
    focal_point: str = text("Focal point", "The function that owns the plan, never a person's name.")
    approved_by: str = text("Approved by", "The body that approved the plan.")
    approved_on: date | None = day("Approved on", "The day it was approved.")


@table("ministries", "Ministry", "Ministries", "A ministry or agency that runs programmes or leads actions.",
       prefix="M", digits=2, key=["name"], naming=["name", "short_name", "code"], short="short_name")
class Ministry(Row):
    code: str = code("Code", "The ministry's number in the budget or a short code.")
    name: str = text("Name", "The full name.", required=True)
    short_name: str = text("Short name", "What people call it, as in MFA.")
    family: Family | None = choice(Family, "Policy family", "The family its work belongs to.")
    due_on: date | None = last_day("Return due", "When its workbook is expected back.")
    language: str = text("Language", "Two letters: en, fr, es or ar. Blank means the plan's language.",
                         refers=LANGUAGES)
    mailbox: str = text("Mailbox", "A role mailbox, not a person's.", restricted=True)
    classification: Classification | None = marking()


@table("situations", "Situation", "Situations", "The country itself, a district, or a country or area abroad.",
       prefix="S", digits=2, key=["name"], naming=["name"])
class Situation(Row):
    name: str = text("Name", "The country, region or district.", required=True)
    scope: Scope | None = choice(Scope, "Scope", "At home or abroad.")
    listed: bool | None = flag("Listed", "Yes when it is on the priority list.")
    pattern: Pattern | None = choice(Pattern, "Type of violence feared", "The type of violence that is feared.")
    next_review: date | None = day("Next review", "When the situation is assessed again.")
    holders_needed: int | None = whole("Ready staff needed", "How many staff should be ready for it. Blank means one.")
    speakers: int | None = whole("Staff with the language", "How many staff on it speak a language of the place.")
    handed_over: date | None = day("Last handover", "The last day a holder handed over in writing.")
    next_trigger: date | None = day("Next trigger date",
                                    "An election, anniversary or ruling that may set violence off.")
    classification: Classification | None = marking()


@table("ratings", "Assessment", "Assessments", "How strongly one risk factor shows in one situation, and why.",
       prefix="R", key=["situation", "risk_factor"], notes="why")
class Rating(Row):
    situation: str = row("situations", "Situation", "The situation that is assessed.", required=True)
    risk_factor: str = entry("risk_factors", "Risk factor", "Its number in the framework, 1 to 14.", required=True)
    level: Level | None = choice(Level, "Assessment level", "Assessed at the last review.")
    trend: Trend | None = choice(Trend, "Trend", "Where it is heading.")
    confidence: Confidence | None = choice(Confidence, "Confidence", "How sure the assessment is.")
    judged_on: date | None = day("Assessed on", "The day of the assessment.")
    why: str = note("Why", "What the level rests on.")
    source: str = row("sources", "Source", "The source of the evidence.")
    judged_by: str = text("Assessed by", "The function that assessed it, never a person's name.")
    classification: Classification | None = marking()


@table("observations", "Observation", "Observations", "Whether one indicator is present in one situation.", prefix="O",
       digits=4, notes="evidence")
class Observation(Row):
    situation: str = row("situations", "Situation", "Where it was seen.", required=True)
    indicator: str = entry("indicators", "Framework indicator", "Its number in the framework, as in 7.14.",
                           required=True)
    status: Sighting | None = choice(Sighting, "Status", "Present, absent or unclear.")
    seen_on: date | None = day("Seen on", "The day it was seen.")
    evidence: str = note("Evidence", "What was seen, without names.")
    source: str = row("sources", "Source", "The source of the evidence.")
    partner: str = row("partners", "Partner", "The local partner who reported it.", restricted=True)
    classification: Classification | None = marking()


@table("strengths", "Mitigating factor", "Mitigating factors", "What holds violence back in a situation.", prefix="MF",
       naming=["title"], notes="evidence")
class MitigatingFactor(Row):
    situation: str = row("situations", "Situation", "Where it holds.", required=True)
    title: str = text("Title", "The mitigating factor in a few words.", required=True)
    evidence: str = note("Evidence", "How we know.")
    risk_factors: tuple[str, ...] = tags("Risk factors tempered", "Numbers of the risk factors it tempers, as in 1; 7.")
    classification: Classification | None = marking()


@table("sources", "Source", "Sources", "Where evidence came from, under a code.", prefix="SRC", key=["code"],
       naming=["title", "code"])
class Source(Row):
    code: str = code("Code", "The code that stands for the source everywhere.", required=True)
    kind: SourceKind | None = choice(SourceKind, "Kind", "What kind of source it is.")
    title: str = text("Title", "The public name of a published source.")
    reliability: Reliability | None = choice(Reliability, "Reliability", "How far it has proved right before.")
    published_on: date | None = day("Published on", "The date of a published source.")
    real_name: str = text("Real name", "Who is behind the code.", restricted=True)
    contact: str = text("Contact", "How to reach the source.", restricted=True)
    classification: Classification | None = marking()


@table("programmes", "Programme", "Programmes", "An existing programme of a ministry.", prefix="P", digits=4,
       key=["ministry", "reference"], naming=["title", "reference"], owner="ministry", notes="note")
class Programme(Row):
    reference: str = code("Reference", "The ministry's own number for the programme; leading zeros are kept.")
    title: str = text("Title", "What the programme is called.", required=True)
    description: str = note("Description", "What it does, for whom and where.")
    ministry: str = row("ministries", "Ministry", "The ministry or agency that runs it.")
    purpose_code: str = entry("purpose_codes", "Purpose code",
                              "The five-digit aid purpose code, or a three-digit sector group.")
    country: str = text("Country or area", "The partner country abroad, or the region or district at home.")
    start: date | None = day("Start", "First day.")
    end: date | None = last_day("End", "Last day.", since="start")
    budget: Decimal | None = money("Budget", "The whole sum set aside, in the currency given.")
    currency: str = code("Currency", "Three letters, as in USD. Blank means not known: then the budget is in no sum.")
    status: ProgrammeStatus | None = choice(ProgrammeStatus, "Status", "Where it stands.")
    budget_line: str = code("Budget line", "The line in the state budget.")
    markers: tuple[str, ...] = tags("Other agendas",
                                    "Agendas it already reports to: wps; sdg 16; upr; peacebuilding; pve.", answers=Marker)
    note: str = note("Note", "Anything else, including columns of the ministry's file that have no place here.")
    classification: Classification | None = marking()


@table("links", "Link", "Links", "A person's decision that a programme serves a prevention action, or none.",
       prefix="L", digits=5, key=["programme", "action"], owner="programme", notes="reason")
class Link(Row):
    programme: str = row("programmes", "Programme", "The programme.", required=True)
    action: str = entry("catalogue", "Prevention action", "The catalogue action; blank says there is none.")
    strength: Strength | None = choice(
        Strength, "Strength",
        "Direct: it would not have been undertaken without this aim. Indirect: the aim matters but is not the reason. Weak: a side effect.")
    share: Decimal | None = percent("Share of budget", "Percent of the budget that serves the action.")
    reason: str = note("Reason", "Why it was linked, or why not.")
    state: LinkState | None = choice(LinkState, "State", "Proposed until a person confirms or rejects it.")
    proposed_by: str = text("Proposed by", "What or who proposed it.")
    accepted: LinkAcceptance | None = choice(LinkAcceptance, "Accepted", "Whether a person looked at this link, or confirmed it together with others.")


@table("forgotten", "Forgotten lesson", "Forgotten lessons",
       "Something that decisions in screening would teach and that proposals leave out.", prefix="FL",
       key=["words", "action", "sign"], naming=["words"])
class ForgottenLesson(Row):
    words: str = text("In common", "Words of titles, an aid code or a ministry that programmes have in common.",
                      required=True)
    action: str = entry("catalogue", "Prevention action", "The action it says nothing of; blank with a blank sign means no link.")
    sign: str = entry("signs", "Indicator or risk factor", "The indicator or risk factor it says nothing of.")
    why: str = text("Why", "Why nothing should be learned from it.")


@table("goals", "Goal", "Goals", "One of the three to five strategic goals.", prefix="G", digits=1, naming=["title"])
class Goal(Row):
    title: str = text("Title", "The goal in one line.", required=True)
    outcome: str = note("Outcome", "What will be different when it is reached.")
    outcome_indicator: str = text("Outcome indicator", "How that is measured.")
    pillar: Pillar | None = choice(Pillar, "Pillar", "The pillar it serves.")
    classification: Classification | None = marking()


@table("actions", "Action", "Actions", "Something the plan commits to.", prefix="A", naming=["title"], owner="lead")
class Action(Row):
    title: str = text("Title", "What will be done.", required=True)
    goal: str = row("goals", "Goal", "The goal it serves.")
    catalogue: str = entry("catalogue", "Catalogue action", "The prevention action it puts into practice.")
    scope: Scope | None = choice(Scope, "Scope", "At home, abroad or both.")
    situation: str = row("situations", "Situation", "Where it works, when that is one place.")
    lead: str = row("ministries", "Lead ministry", "The one ministry that answers for it.")
    post: str = text("Responsible post", "The function that delivers it, never a person's name.")
    start: date | None = day("Start", "First day.")
    end: date | None = last_day("End", "Last day.", since="start")
    status: ActionStatus | None = choice(ActionStatus, "Status", "How far it has come.")
    priority: Priority | None = choice(Priority, "Priority", "How soon it matters.")
    recurrent: bool | None = flag("Recurrent", "Yes when it comes back every year.")
    delivery: Delivery | None = choice(Delivery, "Delivery", "The route by which it is delivered.")
    fallback: str = entry("catalogue", "Fallback action", "What happens if the route is blocked.")
    legal_basis: str = note("Legal basis", "The law or mandate it rests on; asked for when it coerces.")
    cost_confidence: Confidence | None = choice(Confidence, "Confidence in cost", "How sure the costs are.")
    no_cost_reason: str = text("Why no cost", "Why there are no cost lines, when there are none.")
    training_first: str = row("courses", "Training needed first", "The course people need before it can start.")
    classification: Classification | None = marking()


@table("action_risks", "Risk addressed", "Risks addressed", "A risk factor that an action lowers.", prefix="AR",
       digits=4, key=["action", "risk_factor"], owner="action")
class ActionRisk(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    risk_factor: str = entry("risk_factors", "Risk factor", "Its number in the framework.", required=True)
    why: str = text("Why", "How the action lowers it.")


@table("action_partners", "Supporting ministry", "Supporting ministries", "A ministry that supports an action.",
       prefix="AP", digits=4, key=["action", "ministry"], owner="ministry")
class ActionPartner(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    ministry: str = row("ministries", "Ministry", "The supporting ministry.", required=True)
    role: str = text("Role", "What it brings.")


@table("harms", "Possible harm", "Possible harms",
       "A Framework indicator that a programme or an action may raise, and what is done about it.", prefix="H",
       key=["action", "programme", "sign"], owner="action", or_owner="programme")
class Harm(Row):
    action: str = row("actions", "Action", "The action that may raise it, if it is an action.")
    programme: str = row("programmes", "Programme", "The programme that may raise it, if it is a programme.")
    sign: str = entry("signs", "Indicator or risk factor", "The indicator (7.3) or risk factor (7) it may aggravate.",
                      required=True)
    why: str = text("Why", "How it may raise the indicator.")
    state: LinkState | None = choice(LinkState, "State", "Proposed until a person confirms or rejects it.")
    mitigation: str = note("Mitigation", "What is done so that it does not.")
    whose: str = text("Whose task", "The function that sees to it.")
    due: date | None = last_day("Due", "When it should be done.")
    checked_by: str = text("Checked by", "The function that checked.")
    checked_on: date | None = day("Checked on", "The day of the check.")
    classification: Classification | None = marking()


@table("milestones", "Milestone", "Milestones", "A dated step of an action.", prefix="MS", digits=4, naming=["title"],
       owner="action")
class Milestone(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    title: str = text("Title", "The step.", required=True)
    due: date | None = last_day("Due", "When it should be done.")
    done_on: date | None = day("Done on", "When it was done.")


@table("costs", "Cost line", "Cost lines", "What one thing for an action costs in one fiscal year.", prefix="C",
       digits=4, naming=["line"], owner="action")
class Cost(Row):
    action: str = row("actions", "Action", "The action it pays for.", required=True)
    year: int | None = whole("Fiscal year", "The calendar year in which the fiscal year starts.", required=True)
    line: str = text("Cost line", "What is paid for.")
    unit: str = text("Unit", "What the quantity counts, as in course or month.")
    quantity: Decimal | None = number("Quantity", "How many units.")
    unit_cost: Decimal | None = money("Unit cost", "The cost of one unit.")
    low: Decimal | None = money("Low", "The least it may cost.")
    mid: Decimal | None = money("Mid", "The planning estimate. Blank means quantity times unit cost.")
    high: Decimal | None = money("High", "The most it may cost.")
    source: CostSource | None = choice(CostSource, "Source", "Where the money comes from.")
    status: CostStatus | None = choice(CostStatus, "Funding status", "Whether the money is there.")
    funded: Decimal | None = money("Funded amount", "How much of the mid cost is there.")
    currency: str = code("Currency", "Three letters, as in USD. Blank means not known: then the costs are in no sum.")

    @property
    def amount(self) -> Decimal | None:
        """The cost to plan with: the mid cost, else quantity times unit cost, else not known."""
        if self.mid is not None:
            return self.mid
        if self.quantity is None or self.unit_cost is None:
            return None
        return self.quantity * self.unit_cost


@table("rates", "Exchange rate", "Exchange rates", "What one unit of a currency is worth in the plan's currency.",
       prefix="X", key=["currency", "on"])
class Rate(Row):
    currency: str = code("Currency", "Three letters.", required=True)
    on: date | None = day("On", "The day of the rate.", required=True)
    rate: Decimal | None = number("Rate", "Units of the plan's currency for one unit.", required=True)
    source: str = text("Source", "Where the rate was read.")
    classification: Classification | None = marking()


@table("indicators", "Results indicator", "Results indicators",
       "An indicator of what an action delivers, or of the outcome of a goal.", prefix="I", naming=["title"], owner="action")
class Measure(Row):
    action: str = row("actions", "Action", "The action measured; blank when a goal is.")
    goal: str = row("goals", "Goal", "The goal measured; blank when an action is.")
    title: str = text("Title", "What is measured.", required=True)
    unit: str = text("Unit", "What it is counted in.")
    baseline: Decimal | None = number("Baseline", "The value at the start.")
    baseline_on: date | None = day("Baseline date", "When the baseline was taken.")
    target: Decimal | None = number("Target", "The value aimed at.")
    target_on: date | None = last_day("Target date", "By when.", since="baseline_on")
    data_source: str = text("Data source", "Where the value is read.")


@table("readings", "Reading", "Readings", "The value of a results indicator on a day.", prefix="RD", digits=4,
       owner="measure", notes="note")
class Reading(Row):
    measure: str = row("indicators", "Results indicator", "The results indicator.", required=True)
    value: Decimal | None = number("Value", "What was read.", required=True)
    on: date | None = day("On", "The day it stands for.", required=True)
    note: str = note("Note", "How it was read.")


@table("updates", "Progress report", "Progress reports", "What was reported on an action on a day.", prefix="U",
       digits=4, owner="action", notes="note")
class Update(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    on: date | None = day("On", "The day of the report.", required=True)
    status: ActionStatus | None = choice(ActionStatus, "Status", "How far it had come.")
    note: str = note("Note", "What was done, what stands in the way.")
    reported_by: str = text("Reported by", "The function that reported.")
    classification: Classification | None = marking()


@table("audiences", "Audience", "Audiences", "A group of posts whose holders must be trained.", prefix="AU", digits=2,
       naming=["title"], owner="ministry")
class Audience(Row):
    title: str = text("Title", "The group of posts.", required=True)
    ministry: str = row("ministries", "Ministry", "The ministry they serve.")
    kind: AudienceKind | None = choice(AudienceKind, "Kind", "What kind of staff they are.")
    posts: int | None = whole("Filled posts", "How many posts are filled. Blank means not known, never zero.")
    as_of: date | None = day("As of", "The day of the head-count.")
    listed_posts: int | None = whole("Posts in listed situations", "How many of them work in or on listed situations.")
    turnover: Decimal | None = percent("Yearly turnover", "Percent of the posts that change holder in a year.")
    trained_first: Decimal | None = percent("Trained before posting",
                                            "Percent of newcomers trained before they arrive.")


@table("courses", "Course", "Courses", "A course that can be required of an audience.", prefix="CR", digits=2,
       key=["title"], naming=["title"])
class Course(Row):
    title: str = text("Title", "What the course is called.", required=True)
    level: CourseLevel | None = choice(CourseLevel, "Level", "Foundation, role or one country.")
    country: str = row("situations", "Country", "The situation a country module is about.")
    validity_months: int | None = whole("Valid for months",
                                        "How many months a certificate is valid. Blank means it does not expire.")
    fixed_month: int | None = whole("Refreshed every", "1 to 12: every certificate expires with that month each year.")
    hours: Decimal | None = number("Hours", "How long it takes.")
    seats: int | None = whole("Seats", "How many can take one run.")
    seat_cost: Decimal | None = money("Cost per seat", "What one seat costs, in the plan's currency.")
    partner: str = text("Built with", "The kind of partner who built or checked it.")


@table("requirements", "Training requirement", "Training requirements", "A course that an audience must hold.",
       prefix="RQ", digits=2, key=["audience", "course", "scope"], owner="audience")
class Requirement(Row):
    audience: str = row("audiences", "Audience", "Who must be trained.", required=True)
    course: str = row("courses", "Course", "What they must hold.", required=True)
    scope: RequiredScope | None = choice(RequiredScope, "Posts covered", "All posts, or those in listed situations.")
    target: Decimal | None = percent("Target", "Percent of the posts whose holder should have a valid certificate.")
    by: date | None = last_day("By", "When the target should be reached.")


@table("sessions", "Session", "Sessions", "One run of a course for an audience.", prefix="SE", digits=4,
       owner="audience")
class Session(Row):
    course: str = row("courses", "Course", "The course.", required=True)
    audience: str = row("audiences", "Audience", "The audience.", required=True)
    on: date | None = day("Held on", "The last day of the run.", required=True)
    state: SessionState | None = choice(SessionState, "State", "Planned, held or cancelled.")
    seats: int | None = whole("Seats", "Places offered.")
    trained: int | None = whole("Trained", "How many passed. Blank means not known.")
    women: int | None = whole("Women trained", "How many of them were women.")


@table("certificates", "Certificate", "Certificates", "A person's certificate, under a code and never a name.",
       prefix="CE", digits=5, key=["holder", "course", "passed_on"], owner="audience")
class Certificate(Row):
    holder: str = code("Holder code", "A pseudonym; the key to it is kept elsewhere.", required=True, restricted=True)
    audience: str = row("audiences", "Audience", "The audience the holder belongs to.", required=True)
    course: str = row("courses", "Course", "The course passed.", required=True)
    passed_on: date | None = day("Passed on", "The day the course was passed.", required=True)
    left_on: date | None = last_day("Left post on", "The day the holder left a post of this audience.")


@table("partners", "Local partner", "Local partners", "A local partner for early warning.", prefix="LP", digits=2,
       naming=["title"])
class Partner(Row):
    title: str = text("Title", "A neutral description, never a name.", required=True)
    situation: str = row("situations", "Country", "Where they work.")
    kind: PartnerKind | None = choice(PartnerKind, "Kind", "What kind of partner.")
    expertise: str = text("Expertise", "What they know best.")
    languages: tuple[str, ...] = tags("Languages", "The languages they work in.")
    paid: bool | None = flag("Paid", "Yes when their work is paid for.")
    protection: str = note("Protection note", "What keeps them safe.", restricted=True)
    classification: Classification | None = marking()


@table("warnings", "Warning", "Warnings", "A threshold tied to a decision.", prefix="W", digits=2, naming=["threshold"])
class Threshold(Row):
    situation: str = row("situations", "Situation", "Where it is watched.")
    sign: str = entry("signs", "Indicator or risk factor", "The indicator or risk factor that is watched.",
                      required=True)
    source: str = row("sources", "Source", "Who or what is watching.")
    threshold: str = text("Threshold", "What has to be seen.", required=True)
    decides: str = text("Who decides", "The function that decides, never a person's name.")
    within_days: int | None = whole("Within days", "Days from the alert to the decision.")
    response: str = row("actions", "Response", "The action that follows.")
    tested_on: date | None = day("Last tested", "When the chain was last exercised.")
    classification: Classification | None = marking()


@table("bodies", "Body", "Bodies", "A body of the mechanism that steers the plan.", prefix="B", digits=1,
       key=["title"], naming=["title"])
class Body(Row):
    title: str = text("Title", "What the body is called.", required=True)
    mandate: str = note("Mandate", "What it is for.")
    legal_basis: str = text("Legal basis", "The law or decision it rests on.")
    chair: str = text("Chair", "The function that chairs it.")
    quorum: int | None = whole("Quorum", "How many members must be there.")
    frequency: int | None = whole("Meetings a year", "How often it meets.")


@table("members", "Member", "Members", "A ministry that sits on a body.", prefix="MB", key=["body", "ministry"],
       owner="ministry")
class Member(Row):
    body: str = row("bodies", "Body", "The body.", required=True)
    ministry: str = row("ministries", "Ministry", "The ministry.", required=True)
    role: str = text("Role", "Chair, member or observer.")


@table("meetings", "Meeting", "Meetings", "A meeting of a body.", prefix="MT")
class Meeting(Row):
    body: str = row("bodies", "Body", "The body.", required=True)
    held_on: date | None = day("Held on", "The day.", required=True)
    present: int | None = whole("Present", "How many members were there.")
    decisions: str = note("Decisions taken", "What was decided.")
    follow_up: date | None = last_day("Follow-up due", "By when.", since="held_on")
    classification: Classification | None = marking()


@table("consultations", "Consultation", "Consultations", "A round with civil society.", prefix="CO")
class Consultation(Row):
    on: date | None = day("On", "The day.", required=True)
    who: str = text("Who", "The groups that took part.", required=True)
    composition: str = text("Composition", "Women, youth and minorities among them.")
    input: str = note("Input", "What they said.")
    answer: str = note("Answer", "What was done with it.")
    classification: Classification | None = marking()


@table("commitments", "Commitment", "Commitments", "What the state has committed to before others.", prefix="CM",
       key=["body", "reference"], naming=["text", "reference"])
class Commitment(Row):
    body: CommitmentBody | None = choice(CommitmentBody, "Body", "Who it was made to.")
    reference: str = code("Reference", "Its number there.")
    text: str = note("Text", "What the state committed to.", required=True)
    accepted: Acceptance | None = choice(Acceptance, "Accepted", "How the state answered.")
    due: date | None = last_day("Due", "By when.")


@table("action_commitments", "Commitment addressed", "Commitments addressed", "An action that addresses a commitment.",
       prefix="AC", digits=4, key=["action", "commitment"], owner="action")
class ActionCommitment(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    commitment: str = row("commitments", "Commitment", "The commitment.", required=True)


@table("decisions", "Decision asked of cabinet", "Asked of cabinet", "What cabinet is asked to decide.", prefix="D",
       digits=1, naming=["text"])
class Decision(Row):
    text: str = note("Decision", "What cabinet is asked, in one sentence.", required=True)
    amount: Decimal | None = money("Amount", "The sum asked for, in the plan's currency.")
    by: date | None = last_day("By", "When the decision is needed.")
    classification: Classification | None = marking()


@table("answers", "Review answer", "Review answers", "A reviewer's answer to a criterion.", prefix="T", digits=2,
       key=["test"], notes="note")
class ReviewAnswer(Row):
    test: int | None = whole("Criterion", "The number of the criterion, 1 to 40.", required=True)
    verdict: Verdict | None = choice(Verdict, "Answer", "Yes, partly, no or not applicable.")
    note: str = note("Note", "Why.")
