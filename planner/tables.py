"""The data dictionary: every table of a plan, every column with its label, its help and its other names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.choices import (
    Acceptance,
    ActionStatus,
    AlertGrade,
    AudienceKind,
    Classification,
    CommitmentBody,
    Confidence,
    CostSource,
    CostStatus,
    CourseLevel,
    Delivery,
    Family,
    IncidentKind,
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
    Route,
    SafeguardKind,
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
    return choice(Classification, "Classification", "Who may see this row. Blank follows the plan's own classification.")

@table("plan", "Plan", "Plan", "The plan itself: what it covers, for whom and until when.", prefix="PLAN", digits=1, naming=["title"])
class PlanDetails(Row):
    title: str = text("Title", "The name of the strategy as cabinet will read it.")
    country: str = text("Country", "The state whose plan this is.")
    scope: Scope | None = choice(Scope, "Scope", "The country's own risks, its foreign policy, or both.")
    start: date | None = day("Period start", "First day the plan covers.")
    end: date | None = last_day("Period end", "Last day the plan covers.", since="start")
    fiscal_month: int | None = whole("Fiscal year starts in month", "1 to 12. A fiscal year is named after the calendar year it starts in.")
    currency: str = code("Currency", "Three letters, as in EUR. All totals are in this currency.")
    language: str = code("Language", "Two letters: en, fr, es or ar.", refers=LANGUAGES)
    classification: Classification | None = choice(Classification, "Classification", "The marking of the plan; rows without one of their own follow it.")
    framework: str = text("Risk framework", "The framework by which risks are assessed, with its version.")
    assessment_months: int | None = whole("Months between assessments", "How many months an assessment stays current.")
    vision: str = note("Vision", "The end-state the plan works towards, in two or three sentences.")
    focal_point: str = text("Focal point", "The function that owns the plan, never a person's name.")
    approved_by: str = text("Approved by", "The body that approved the plan.")
    approved_on: date | None = day("Approved on", "The day it was approved.")

@table("ministries", "Ministry", "Ministries", "A ministry or agency that runs programmes or leads actions.", prefix="M", digits=2, key=["name"], naming=["name", "short_name", "code"], short="short_name")
class Ministry(Row):
    code: str = code("Code", "The ministry's number in the budget or a short code.")
    name: str = text("Name", "The full name.", required=True)
    short_name: str = text("Short name", "What people call it, as in MFA.")
    family: Family | None = choice(Family, "Policy family", "The family its work belongs to.")
    due_on: date | None = last_day("Return due", "When its workbook is expected back.")
    language: str = text("Language", "Two letters: en, fr, es or ar. Blank means the plan's language.", refers=LANGUAGES)
    mailbox: str = text("Mailbox", "A role mailbox, not a person's.", restricted=True)
    classification: Classification | None = marking()

@table("situations", "Situation", "Situations", "The country itself, a district, or a country or area abroad.", prefix="S", digits=2, key=["name"], naming=["name"])
class Situation(Row):
    name: str = text("Name", "The country, region or district.", required=True)
    scope: Scope | None = choice(Scope, "Scope", "At home or abroad.")
    listed: bool | None = flag("Listed", "Yes when it is on the priority list.")
    pattern: Pattern | None = choice(Pattern, "Type of violence feared", "The type of violence that is feared.")
    next_review: date | None = day("Next review", "When the situation is assessed again.")
    holders_needed: int | None = whole("Ready staff needed", "How many staff should be ready for it. Blank means one.")
    speakers: int | None = whole("Staff with the language", "How many staff on it speak a language of the place.")
    handed_over: date | None = day("Last handover", "The last day a holder handed over in writing.")
    next_trigger: date | None = day("Next trigger date", "An election, anniversary or ruling that may set violence off.")
    classification: Classification | None = marking()

@table("ratings", "Assessment", "Assessments", "How strongly one risk factor shows in one situation on a day, and why; the latest counts.", prefix="R", key=["situation", "risk_factor", "judged_on"], notes="why")
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

@table("observations", "Observation", "Observations", "Whether one indicator is present in one situation.", prefix="O", digits=4, notes="evidence")
class Observation(Row):
    situation: str = row("situations", "Situation", "Where it was seen.", required=True)
    indicator: str = entry("indicators", "Framework indicator", "Its number in the framework, as in 7.14.", required=True)
    status: Sighting | None = choice(Sighting, "Status", "Present, absent or unclear.")
    seen_on: date | None = day("Seen on", "The day it was seen.")
    evidence: str = note("Evidence", "What was seen, without names.")
    source: str = row("sources", "Source", "The source of the evidence.")
    partner: str = row("partners", "Partner", "The local partner who reported it.", restricted=True)
    classification: Classification | None = marking()

@table("incidents", "Incident", "Incidents", "Something that happened in a situation on a day.", prefix="IN", digits=4, naming=["what"], notes="response")
class Incident(Row):
    situation: str = row("situations", "Situation", "Where it belongs.", required=True)
    on: date | None = day("Happened on", "The day it happened.", required=True)
    place: str = text("Place", "The town, district or road, as coarse as safety asks.")
    kind: IncidentKind | None = choice(IncidentKind, "Kind", "What kind of incident it is.")
    what: str = text("What happened", "In one line, without names.", required=True)
    groups: tuple[str, ...] = tags("Groups concerned", "The groups that were hit or meant.")
    indicator: str = entry("indicators", "Framework indicator", "The indicator it is evidence of, as in 7.14.")
    source: str = row("sources", "Source", "The source of the report.")
    response: str = note("Response", "What was done about it.")
    classification: Classification | None = marking()

@table("strengths", "Mitigating factor", "Mitigating factors", "What holds violence back in a situation.", prefix="MF", naming=["title"], notes="evidence")
class MitigatingFactor(Row):
    situation: str = row("situations", "Situation", "Where it holds.", required=True)
    title: str = text("Title", "The mitigating factor in a few words.", required=True)
    evidence: str = note("Evidence", "How we know.")
    risk_factors: tuple[str, ...] = tags("Risk factors tempered", "Numbers of the risk factors it tempers, as in 1; 7.")
    classification: Classification | None = marking()

@table("triggers", "Trigger date", "Trigger dates", "A date that may set violence off: an election, an anniversary, a ruling.", prefix="TD", naming=["what"])
class Trigger(Row):
    situation: str = row("situations", "Situation", "Where it matters.", required=True)
    on: date | None = day("On", "The day.", required=True)
    what: str = text("What", "What happens that day.", required=True)
    watched_by: str = text("Watched by", "The function that watches it, never a person's name.")
    classification: Classification | None = marking()

@table("tried", "Tool already tried", "Tools already tried", "A prevention action that was tried in a situation before, and what came of it.", prefix="TR", notes="result")
class Tried(Row):
    situation: str = row("situations", "Situation", "Where it was tried.", required=True)
    action: str = entry("catalogue", "Prevention action", "The catalogue action that was tried.", required=True)
    on: date | None = day("On", "When it was tried.")
    result: str = note("Result", "What came of it.")
    source: str = row("sources", "Source", "The source of the result.")
    classification: Classification | None = marking()

@table("sources", "Source", "Sources", "Where evidence came from, under a code.", prefix="SRC", key=["code"], naming=["title", "code"])
class Source(Row):
    code: str = code("Code", "The code that stands for the source everywhere.", required=True)
    kind: SourceKind | None = choice(SourceKind, "Kind", "What kind of source it is.")
    title: str = text("Title", "The public name of a published source.")
    reliability: Reliability | None = choice(Reliability, "Reliability", "How far it has proved right before.")
    published_on: date | None = day("Published on", "The date of a published source.")
    real_name: str = text("Real name", "Who is behind the code.", restricted=True)
    contact: str = text("Contact", "How to reach the source.", restricted=True)
    classification: Classification | None = marking()

@table("wordings", "Confirmed wording", "Confirmed wordings", "The wording of a Framework indicator as the office has compared it with the original.", prefix="WD", key=["indicator"])
class Wording(Row):
    indicator: str = entry("indicators", "Framework indicator", "Its number in the framework, which stays.", required=True)
    wording: str = note("Wording", "The wording to use. Blank confirms the planner's own.")
    confirmed_by: str = text("Confirmed by", "The function that compared it, never a person's name.")
    on: date | None = day("Confirmed on", "The day it was compared.")

@table("programmes", "Programme", "Programmes", "An existing programme of a ministry.", prefix="P", digits=4, key=["ministry", "reference"], naming=["title", "reference"], owner="ministry", notes="note")
class Programme(Row):
    reference: str = code("Reference", "The ministry's own number for the programme; leading zeros are kept.")
    title: str = text("Title", "What the programme is called.", required=True)
    description: str = note("Description", "What it does, for whom and where.")
    ministry: str = row("ministries", "Ministry", "The ministry or agency that runs it.")
    purpose_code: str = entry("purpose_codes", "Purpose code", "The five-digit aid purpose code, or a three-digit sector group.")
    country: str = text("Country or area", "The partner country abroad, or the region or district at home.")
    start: date | None = day("Start", "First day.")
    end: date | None = last_day("End", "Last day.", since="start")
    budget: Decimal | None = money("Budget", "The whole sum set aside, in the currency given.")
    currency: str = code("Currency", "Three letters, as in USD. Blank means not known: then the budget is in no sum.")
    status: ProgrammeStatus | None = choice(ProgrammeStatus, "Status", "Where it stands.")
    budget_line: str = code("Budget line", "The line in the state budget.")
    markers: tuple[str, ...] = tags("Other agendas", "Agendas it already reports to: wps; sdg 16; upr; peacebuilding; pve.", answers=Marker)
    note: str = note("Note", "Anything else, including columns of the ministry's file that have no place here.")
    classification: Classification | None = marking()

@table("budgets", "Budget by year", "Budgets by year", "What a programme was given and has spent in one fiscal year.", prefix="BY", digits=5, key=["programme", "year"], owner="programme")
class YearBudget(Row):
    programme: str = row("programmes", "Programme", "The programme.", required=True)
    year: int | None = whole("Fiscal year", "The calendar year in which the fiscal year starts.", required=True)
    approved: Decimal | None = money("Approved", "What was approved for the year.")
    revised: Decimal | None = money("Revised", "The approved sum as it was changed during the year.")
    spent: Decimal | None = money("Spent", "What was spent in the year.")
    currency: str = code("Currency", "Three letters, as in USD. Blank means the programme's own.")

@table("links", "Link", "Links", "A person's decision that a programme serves a prevention action, or none.", prefix="L", digits=5, key=["programme", "action"], owner="programme", notes="reason")
class Link(Row):
    programme: str = row("programmes", "Programme", "The programme.", required=True)
    action: str = entry("catalogue", "Prevention action", "The catalogue action; blank says there is none.")
    strength: Strength | None = choice(Strength, "Strength", "Direct: it would not have been undertaken without this aim. Indirect: the aim matters but is not the reason. Weak: a side effect.")
    share: Decimal | None = percent("Share of budget", "Percent of the budget that serves the action.")
    reason: str = note("Reason", "Why it was linked, or why not.")
    state: LinkState | None = choice(LinkState, "State", "Proposed until a person confirms or rejects it.")
    proposed_by: str = text("Proposed by", "What or who proposed it.")
    accepted: LinkAcceptance | None = choice(LinkAcceptance, "Accepted", "Whether a person looked at this link, or confirmed it together with others.")

@table("forgotten", "Forgotten lesson", "Forgotten lessons", "Something that decisions in screening would teach and that proposals leave out.", prefix="FL", key=["words", "action", "sign"], naming=["words"])
class ForgottenLesson(Row):
    words: str = text("In common", "Words of titles, an aid code or a ministry that programmes have in common.", required=True)
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
    pillar: Pillar | None = choice(Pillar, "Pillar", "The pillar it serves. Blank follows the catalogue.")
    delivery: Delivery | None = choice(Delivery, "Delivery", "The route by which it is delivered.")
    route: Route | None = choice(Route, "Route it depends on", "The route without which it does not run. Blank follows the catalogue and the delivery.")
    depends_on: tuple[str, ...] = tags("Depends on", "Donors or partners without which it does not run, by function or body.")
    fallback: str = entry("catalogue", "Fallback action", "What happens if the route is blocked.")
    legal_basis: str = note("Legal basis", "The law or mandate it rests on; asked for when it coerces.")
    legal_change: str = note("Legal change needed", "The law or rule that must change before it can start.")
    cost_confidence: Confidence | None = choice(Confidence, "Confidence in cost", "How sure the costs are.")
    no_cost_reason: str = text("Why no cost", "Why there are no cost lines, when there are none.")
    training_first: str = row("courses", "Training needed first", "The course people need before it can start.")
    classification: Classification | None = marking()

@table("action_risks", "Risk addressed", "Risks addressed", "A risk factor that an action lowers.", prefix="AR", digits=4, key=["action", "risk_factor"], owner="action")
class ActionRisk(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    risk_factor: str = entry("risk_factors", "Risk factor", "Its number in the framework.", required=True)
    why: str = text("Why", "How the action lowers it.")

@table("action_partners", "Supporting ministry", "Supporting ministries", "A ministry that supports an action.", prefix="AP", digits=4, key=["action", "ministry"], owner="ministry")
class ActionPartner(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    ministry: str = row("ministries", "Ministry", "The supporting ministry.", required=True)
    role: str = text("Role", "What it brings.")

@table("action_needs", "Action that must come first", "Actions that must come first", "An action that cannot start before another is done.", prefix="AN", digits=4, key=["action", "needs"], owner="action")
class ActionNeed(Row):
    action: str = row("actions", "Action", "The action that waits.", required=True)
    needs: str = row("actions", "Comes first", "The action that must be done before.", required=True)
    why: str = text("Why", "Why it must come first.")

@table("safeguards", "Safeguard", "Safeguards", "A check on an action that watches, collects or filters information.", prefix="SG", digits=4, key=["action", "kind"], owner="action", notes="note")
class Safeguard(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    kind: SafeguardKind | None = choice(SafeguardKind, "Safeguard", "What is checked.", required=True)
    verdict: Verdict | None = choice(Verdict, "In place", "Whether it is in place.")
    kept_by: str = text("Kept by", "The function that keeps it, never a person's name.")
    review_on: date | None = last_day("Next review", "When it is reviewed or evaluated.")
    note: str = note("Note", "What it rests on.")

@table("harms", "Possible harm", "Possible harms", "A Framework indicator that a programme or an action may raise, and what is done about it.", prefix="H", key=["action", "programme", "sign"], owner="action", or_owner="programme")
class Harm(Row):
    action: str = row("actions", "Action", "The action that may raise it, if it is an action.")
    programme: str = row("programmes", "Programme", "The programme that may raise it, if it is a programme.")
    sign: str = entry("signs", "Indicator or risk factor", "The indicator (7.3) or risk factor (7) it may aggravate.", required=True)
    why: str = text("Why", "How it may raise the indicator.")
    state: LinkState | None = choice(LinkState, "State", "Proposed until a person confirms or rejects it.")
    mitigation: str = note("Mitigation", "What is done so that it does not.")
    whose: str = text("Whose task", "The function that sees to it.")
    due: date | None = last_day("Due", "When it should be done.")
    checked_by: str = text("Checked by", "The function that checked.")
    checked_on: date | None = day("Checked on", "The day of the check.")
    classification: Classification | None = marking()

@table("milestones", "Milestone", "Milestones", "A dated step of an action.", prefix="MS", digits=4, naming=["title"], owner="action")
class Milestone(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    title: str = text("Title", "The step.", required=True)
    due: date | None = last_day("Due", "When it should be done.")
    done_on: date | None = day("Done on", "When it was done.")

@table("costs", "Cost line", "Cost lines", "What one thing for an action costs in one fiscal year.", prefix="C", digits=4, naming=["line"], owner="action")
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
    donor: str = text("Donor", "The donor, when the money comes from one.")
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

@table("rates", "Exchange rate", "Exchange rates", "What one unit of a currency is worth in the plan's currency.", prefix="X", key=["currency", "on"])
class Rate(Row):
    currency: str = code("Currency", "Three letters.", required=True)
    on: date | None = day("On", "The day of the rate.", required=True)
    rate: Decimal | None = number("Rate", "Units of the plan's currency for one unit.", required=True)
    source: str = text("Source", "Where the rate was read.")
    classification: Classification | None = marking()

@table("indicators", "Results indicator", "Results indicators", "An indicator of what an action delivers, or of the outcome of a goal.", prefix="I", naming=["title"], owner="action")
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
    why_unknown: str = text("Why no figure", "Why a baseline or value is not known.")
    promised_on: date | None = last_day("Figure promised by", "The day by which the figure will be known.")

@table("readings", "Reading", "Readings", "The value of a results indicator on a day.", prefix="RD", digits=4, owner="measure", notes="note")
class Reading(Row):
    measure: str = row("indicators", "Results indicator", "The results indicator.", required=True)
    value: Decimal | None = number("Value", "What was read.", required=True)
    on: date | None = day("On", "The day it stands for.", required=True)
    note: str = note("Note", "How it was read.")

@table("updates", "Progress report", "Progress reports", "What was reported on an action on a day.", prefix="U", digits=4, owner="action", notes="note")
class Update(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    on: date | None = day("On", "The day of the report.", required=True)
    status: ActionStatus | None = choice(ActionStatus, "Status", "How far it had come.")
    note: str = note("Note", "What was done, what stands in the way.")
    reported_by: str = text("Reported by", "The function that reported.")
    classification: Classification | None = marking()

@table("audiences", "Audience", "Audiences", "A group of posts whose holders must be trained.", prefix="AU", digits=2, naming=["title"], owner="ministry")
class Audience(Row):
    title: str = text("Title", "The group of posts.", required=True)
    ministry: str = row("ministries", "Ministry", "The ministry they serve.")
    kind: AudienceKind | None = choice(AudienceKind, "Kind", "What kind of staff they are.")
    posts: int | None = whole("Filled posts", "How many posts are filled. Blank means not known, never zero.")
    as_of: date | None = day("As of", "The day of the head-count.")
    listed_posts: int | None = whole("Posts in listed situations", "How many of them work in or on listed situations.")
    turnover: Decimal | None = percent("Yearly turnover", "Percent of the posts that change holder in a year.")
    trained_first: Decimal | None = percent("Trained before posting", "Percent of newcomers trained before they arrive.")

@table("courses", "Course", "Courses", "A course that can be required of an audience.", prefix="CR", digits=2, key=["title"], naming=["title"])
class Course(Row):
    title: str = text("Title", "What the course is called.", required=True)
    level: CourseLevel | None = choice(CourseLevel, "Level", "Foundation, role or one country.")
    country: str = row("situations", "Country", "The situation a country module is about.")
    validity_months: int | None = whole("Valid for months", "How many months a certificate is valid. Blank means it does not expire.")
    fixed_month: int | None = whole("Refreshed every", "1 to 12: every certificate expires with that month each year.")
    hours: Decimal | None = number("Hours", "How long it takes.")
    seats: int | None = whole("Seats", "How many can take one run.")
    seat_cost: Decimal | None = money("Cost per seat", "What one seat costs, in the plan's currency.")
    partner: str = text("Built with", "The kind of partner who built or checked it.")

@table("requirements", "Training requirement", "Training requirements", "A course that an audience must hold.", prefix="RQ", digits=2, key=["audience", "course", "scope"], owner="audience")
class Requirement(Row):
    audience: str = row("audiences", "Audience", "Who must be trained.", required=True)
    course: str = row("courses", "Course", "What they must hold.", required=True)
    scope: RequiredScope | None = choice(RequiredScope, "Posts covered", "All posts, or those in listed situations.")
    target: Decimal | None = percent("Target", "Percent of the posts whose holder should have a valid certificate.")
    by: date | None = last_day("By", "When the target should be reached.")

@table("sessions", "Session", "Sessions", "One run of a course for an audience.", prefix="SE", digits=4, owner="audience")
class Session(Row):
    course: str = row("courses", "Course", "The course.", required=True)
    audience: str = row("audiences", "Audience", "The audience.", required=True)
    on: date | None = day("Held on", "The last day of the run.", required=True)
    state: SessionState | None = choice(SessionState, "State", "Planned, held or cancelled.")
    seats: int | None = whole("Seats", "Places offered.")
    trained: int | None = whole("Trained", "How many passed. Blank means not known.")
    women: int | None = whole("Women trained", "How many of them were women.")

@table("certificates", "Certificate", "Certificates", "A person's certificate, under a code and never a name.", prefix="CE", digits=5, key=["holder", "course", "passed_on"], owner="audience")
class Certificate(Row):
    holder: str = code("Holder code", "A pseudonym; the key to it is kept elsewhere.", required=True, restricted=True)
    audience: str = row("audiences", "Audience", "The audience the holder belongs to.", required=True)
    course: str = row("courses", "Course", "The course passed.", required=True)
    passed_on: date | None = day("Passed on", "The day the course was passed.", required=True)
    left_on: date | None = last_day("Left post on", "The day the holder left a post of this audience.")

@table("partners", "Local partner", "Local partners", "A local partner for early warning.", prefix="LP", digits=2, naming=["title"])
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
    sign: str = entry("signs", "Indicator or risk factor", "The indicator or risk factor that is watched.", required=True)
    source: str = row("sources", "Source", "Who or what is watching.")
    threshold: str = text("Threshold", "What has to be seen.", required=True)
    incidents: int | None = whole("Incidents", "How many incidents of this sign cross it. Blank means one.")
    within_window: int | None = whole("In days", "Within how many days they must fall. Blank means whenever.")
    decides: str = text("Who decides", "The function that decides, never a person's name.")
    within_days: int | None = whole("Within days", "Days from the alert to the decision.")
    response: str = row("actions", "Response", "The action that follows.")
    tested_on: date | None = day("Last tested", "When the chain was last exercised.")
    classification: Classification | None = marking()

@table("alerts", "Alert", "Alerts", "A threshold that was crossed, and what was decided about it.", prefix="AL", notes="decision")
class Alert(Row):
    warning: str = row("warnings", "Warning", "The threshold that was crossed.", required=True)
    raised_on: date | None = day("Raised on", "The day the alert was raised.", required=True)
    raised_by: str = text("Raised by", "The function that raised it, never a person's name.")
    grade: AlertGrade | None = choice(AlertGrade, "Grade", "How urgent it is.")
    due: date | None = last_day("Decision due", "By when it must be decided. Blank follows the threshold.", since="raised_on")
    decided_on: date | None = day("Decided on", "The day it was decided. Blank means it is open.")
    decision: str = note("Decision", "What was decided.")
    decided_by: str = text("Decided by", "The function that decided, never a person's name.")
    why_not: str = note("Why not", "Why nothing was done, when nothing was.")
    classification: Classification | None = marking()

@table("exercises", "Exercise", "Exercises", "A test of the chain from a threshold to a decision.", prefix="EX", notes="result")
class Exercise(Row):
    warning: str = row("warnings", "Warning", "The threshold that was tried out.", required=True)
    on: date | None = day("On", "The day of the exercise.", required=True)
    result: str = note("Result", "What was learned.")
    classification: Classification | None = marking()

@table("scenarios", "Scenario", "Scenarios", "Routes, donors and partners that are switched off together in the stress test.", prefix="SC", digits=2, key=["name"], naming=["name"])
class RouteScenario(Row):
    name: str = text("Name", "What the scenario is called.", required=True)
    routes: tuple[str, ...] = tags("Switched off", "Routes, donors and partners, as in security council; courts.")

@table("bodies", "Body", "Bodies", "A body of the mechanism that steers the plan.", prefix="B", digits=1, key=["title"], naming=["title"])
class Body(Row):
    title: str = text("Title", "What the body is called.", required=True)
    mandate: str = note("Mandate", "What it is for.")
    legal_basis: str = text("Legal basis", "The law or decision it rests on.")
    chair: str = text("Chair", "The function that chairs it.")
    quorum: int | None = whole("Quorum", "How many members must be there.")
    frequency: int | None = whole("Meetings a year", "How often it meets.")

@table("members", "Member", "Members", "A ministry that sits on a body.", prefix="MB", key=["body", "ministry"], owner="ministry")
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

@table("resolutions", "Decision taken", "Decisions taken", "A task that a body of the mechanism decided on.", prefix="RS", naming=["what"], owner="whose")
class BodyDecision(Row):
    body: str = row("bodies", "Body", "The body that decided.", required=True)
    meeting: str = row("meetings", "Meeting", "The meeting at which it was decided.")
    what: str = note("What", "What was decided.", required=True)
    whose: str = row("ministries", "Whose task", "The ministry that must do it.")
    post: str = text("Responsible post", "The function that does it, never a person's name.")
    due: date | None = last_day("Due", "When it should be done.")
    done_on: date | None = day("Done on", "The day it was done. Blank means it is open.")
    classification: Classification | None = marking()

@table("consultations", "Consultation", "Consultations", "A round with civil society.", prefix="CO")
class Consultation(Row):
    on: date | None = day("On", "The day.", required=True)
    who: str = text("Who", "The groups that took part.", required=True)
    composition: str = text("Composition", "Women, youth and minorities among them.")
    input: str = note("Input", "What they said.")
    answer: str = note("Answer", "What was done with it.")
    classification: Classification | None = marking()

@table("commitments", "Commitment", "Commitments", "What the state has committed to before others.", prefix="CM", key=["body", "reference"], naming=["text", "reference"])
class Commitment(Row):
    body: CommitmentBody | None = choice(CommitmentBody, "Body", "Who it was made to.")
    reference: str = code("Reference", "Its number there.")
    text: str = note("Text", "What the state committed to.", required=True)
    accepted: Acceptance | None = choice(Acceptance, "Accepted", "How the state answered.")
    due: date | None = last_day("Due", "By when.")

@table("action_commitments", "Commitment addressed", "Commitments addressed", "An action that addresses a commitment.", prefix="AC", digits=4, key=["action", "commitment"], owner="action")
class ActionCommitment(Row):
    action: str = row("actions", "Action", "The action.", required=True)
    commitment: str = row("commitments", "Commitment", "The commitment.", required=True)

@table("decisions", "Decision asked of cabinet", "Asked of cabinet", "What cabinet is asked to decide.", prefix="D", digits=1, naming=["text"])
class Decision(Row):
    text: str = note("Decision", "What cabinet is asked, in one sentence.", required=True)
    amount: Decimal | None = money("Amount", "The sum asked for, in the plan's currency.")
    by: date | None = last_day("By", "When the decision is needed.")
    classification: Classification | None = marking()

@table("decision_options", "Option", "Options", "An answer that cabinet may give to a decision asked of it, with its cost in a year.", prefix="DO", key=["decision", "text", "year"], naming=["text"])
class DecisionOption(Row):
    decision: str = row("decisions", "Decision", "The decision asked of cabinet.", required=True)
    text: str = note("Option", "The answer, in one sentence.", required=True)
    year: int | None = whole("Fiscal year", "The calendar year in which the fiscal year starts.")
    amount: Decimal | None = money("Amount", "What it costs that year, in the plan's currency.")

@table("decision_actions", "Action covered", "Actions covered", "An action that a decision asked of cabinet pays for.", prefix="DA", key=["decision", "action"])
class DecisionAction(Row):
    decision: str = row("decisions", "Decision", "The decision asked of cabinet.", required=True)
    action: str = row("actions", "Action", "The action.", required=True)
    amount: Decimal | None = money("Amount", "How much of the decision's sum goes to it, in the plan's currency.")

@table("answers", "Review answer", "Review answers", "A reviewer's answer to a criterion.", prefix="T", digits=2, key=["test"], notes="note")
class ReviewAnswer(Row):
    test: int | None = whole("Criterion", "The number of the criterion: 1 to 40, from 101 where it is an office's own.", required=True)
    verdict: Verdict | None = choice(Verdict, "Answer", "Yes, partly, no or not applicable.")
    note: str = note("Note", "Why.")

@table("waivers", "Waiver", "Waivers", "A review criterion that the office sets aside, and why.", prefix="WV", digits=2, key=["test"], notes="reason")
class Waiver(Row):
    test: int | None = whole("Criterion", "The number of the criterion: 1 to 40, from 101 where it is an office's own.", required=True)
    reason: str = note("Reason", "Why it is set aside; it is printed.", required=True)
    waived_by: str = text("Set aside by", "The function that set it aside, never a person's name.")
    until: date | None = last_day("Until", "The last day on which it is set aside. Blank means until it is removed.")

@table("versions", "Version", "Versions", "A named state of the plan, as it was put to a body.", prefix="V", digits=2, key=["name"], naming=["name"])
class Version(Row):
    name: str = text("Name", "What the version is called, as in approved by cabinet.", required=True)
    revision: int | None = whole("Revision", "The revision of the plan it names.", required=True)
    on: date | None = day("On", "The day of the version.")
    body: str = text("Body", "The body it was put to.")

@table("settings", "Export setting", "Export settings", "An export as the office makes it again.", prefix="ST", digits=2, key=["name"], naming=["name"])
class ExportSetting(Row):
    name: str = text("Name", "What the setting is called.", required=True)
    kind: str = text("File", "The kind of file, as in cabinet.")
    level: Classification | None = choice(Classification, "Level", "The level the file is made for.")
    language: str = text("Language", "Two letters: en, fr, es or ar.", refers=LANGUAGES)
    options: tuple[str, ...] = tags("Options", "Further choices, as in paper=A3.")
