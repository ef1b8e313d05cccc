"""Every fixed list of answers: the stored value and the label shown for it."""

from __future__ import annotations

from planner.schema import Choice


class Classification(Choice):
    """Who may see a row; a blank one follows the plan's own."""

    PUBLIC = "public", "Public"
    GOVERNMENT = "government", "Government only"
    RESTRICTED = "restricted", "Restricted"


class Scope(Choice):
    """Where a plan, a situation or an action looks."""

    HOME = "home", "At home"
    ABROAD = "abroad", "Abroad"
    BOTH = "both", "Home and abroad"


class Family(Choice):
    """The policy family a ministry belongs to."""

    DEVELOPMENT = "development", "Development"
    SECURITY = "security", "Security"
    HUMAN_RIGHTS = "human rights", "Human rights"
    FOREIGN_AFFAIRS = "foreign affairs", "Foreign affairs"
    JUSTICE = "justice", "Justice"
    INTERIOR = "interior", "Interior"
    FINANCE = "finance", "Finance"
    EDUCATION = "education", "Education"
    OTHER = "other", "Other"


class Pattern(Choice):
    """The pattern of violence that is feared in a situation."""

    IDENTITY = "identity-based", "Identity-based"
    POLITICAL = "political", "Political"
    MIXED = "mixed", "Mixed"
    UNCLEAR = "unclear", "Unclear"


class Level(Choice):
    """How strongly a risk factor shows; never added up to one number."""

    NOT_ASSESSED = "not assessed", "Not assessed"
    NOT_OBSERVED = "not observed", "Not observed"
    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    HIGH = "high", "High"


class Trend(Choice):
    """Where a risk factor is heading."""

    IMPROVING = "improving", "Improving"
    STABLE = "stable", "Stable"
    WORSENING = "worsening", "Worsening"
    UNKNOWN = "unknown", "Unknown"


class Confidence(Choice):
    """How sure a judgement or a cost is."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Sighting(Choice):
    """Whether an indicator is there."""

    PRESENT = "present", "Present"
    ABSENT = "absent", "Absent"
    UNCLEAR = "unclear", "Unclear"


class IncidentKind(Choice):
    """What happened."""

    ATTACK = "attack", "Attack on people"
    THREAT = "threat", "Threat or incitement"
    ARREST = "arrest", "Arrest or disappearance"
    DISPLACEMENT = "displacement", "Displacement or expulsion"
    DESTRUCTION = "destruction", "Destruction of homes, goods or heritage"
    RELIEF = "relief blocked", "Relief attacked or blocked"
    UNREST = "unrest", "Unrest or clash"
    CYBER = "cyber", "Cyber incident"
    OTHER = "other", "Other"


class SourceKind(Choice):
    """What kind of source a piece of evidence came from."""

    OFFICIAL = "official", "Official record"
    UN = "un", "United Nations"
    REGIONAL = "regional", "Regional body"
    MISSION = "mission", "Own mission or field office"
    CIVIL_SOCIETY = "civil society", "Civil society"
    MEDIA = "media", "Media"
    ACADEMIC = "academic", "Research"
    PERSON = "person", "A person"
    OTHER = "other", "Other"


class Reliability(Choice):
    """How far a source has proved right before."""

    RELIABLE = "reliable", "Reliable"
    USUALLY = "usually reliable", "Usually reliable"
    DOUBTFUL = "doubtful", "Doubtful"
    UNTESTED = "untested", "Not yet tested"


class ProgrammeStatus(Choice):
    """Where a ministry's programme stands."""

    PLANNED = "planned", "Planned"
    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"
    SUSPENDED = "suspended", "Suspended"
    CANCELLED = "cancelled", "Cancelled"


class Marker(Choice):
    """Another agenda that a programme already reports to."""

    WPS = "wps", "Women, peace and security"
    SDG16 = "sdg 16", "SDG 16"
    UPR = "upr", "Universal Periodic Review"
    PEACEBUILDING = "peacebuilding", "Peacebuilding"
    PVE = "pve", "Preventing violent extremism"


class Strength(Choice):
    """How closely a programme serves a prevention action."""

    DIRECT = "direct", "Direct"
    INDIRECT = "indirect", "Indirect"
    WEAK = "weak", "Weak"
    NONE = "none", "No link"


class LinkState(Choice):
    """Whether a person has decided about a link."""

    PROPOSED = "proposed", "Proposed"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"


class LinkAcceptance(Choice):
    """How a proposed link was confirmed: by a look at it, or together with others like it."""

    ONE_BY_ONE = "one by one", "One by one"
    IN_BULK = "in bulk", "In bulk"


class ActionStatus(Choice):
    """How far an action has come."""

    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    UNDER_WAY = "under way", "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


class Priority(Choice):
    """How soon an action matters."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Delivery(Choice):
    """The route by which an action is delivered."""

    NATIONAL = "national", "National"
    BILATERAL = "bilateral", "Bilateral"
    REGIONAL = "regional", "Regional"
    MULTILATERAL = "multilateral", "Multilateral"


class Route(Choice):
    """A route that an action may depend on and that may close."""

    COUNCIL = "security council", "Security Council"
    COURTS = "courts", "International courts"
    OPERATIONS = "peace operations", "Peace operations"
    MULTILATERAL = "other multilateral", "Other multilateral bodies"
    REGIONAL = "regional bodies", "Regional bodies"
    ACCESS = "bilateral access", "Bilateral access"


class SafeguardKind(Choice):
    """What keeps an action that watches, collects or filters from doing harm."""

    LAW = "law", "Legal basis"
    OVERSIGHT = "oversight", "Independent oversight"
    PRIVACY = "privacy", "Data protection"
    PLATFORM = "platform channel", "Agreed channel to platforms"
    LEXICON = "lexicon", "Owned and reviewed lexicon"
    PILOT = "evaluated pilot", "Automated tools only as an evaluated pilot"


class CostSource(Choice):
    """Where the money of a cost line comes from."""

    EXISTING = "existing budget", "Existing budget"
    NEW = "new money", "New money"
    DONOR = "donor", "Donor"


class CostStatus(Choice):
    """Whether the money of a cost line is there."""

    IN_BUDGET = "in budget", "In budget"
    REQUESTED = "requested", "Requested"
    UNFUNDED = "unfunded", "Unfunded"
    IN_KIND = "in kind", "In kind (staff time)"


class AudienceKind(Choice):
    """Who is to be trained."""

    DIPLOMATS = "diplomats", "Diplomats"
    ANALYSTS = "analysts", "Analysts and early-warning staff"
    FOCAL_POINTS = "focal points", "Focal point and mechanism members"
    DEVELOPMENT = "development officers", "Development officers"
    HUMAN_RIGHTS = "human-rights staff", "Human-rights staff"
    MILITARY = "military", "Military"
    POLICE = "police", "Police"
    JUDGES = "judges and prosecutors", "Judges and prosecutors"
    BORDER = "border and asylum staff", "Border, asylum and migration staff"
    LOCAL = "local administrators", "Local administrators and peace committees"
    LEGISLATORS = "legislators", "Legislators and staff"
    TRADE = "export-control staff", "Export-control, sanctions and trade staff"
    CYBER = "regulators and cyber teams", "Communication regulators and cyber teams"
    OTHER = "other", "Other"


class CourseLevel(Choice):
    """What a course gives: the basis, the role, or one country."""

    FOUNDATION = "foundation", "Foundation"
    ROLE = "role", "Role"
    COUNTRY = "country", "Country"


class RequiredScope(Choice):
    """Which posts of an audience a requirement covers."""

    ALL_POSTS = "all posts", "All posts"
    LISTED_POSTS = "listed-country posts", "Posts in listed situations only"


class SessionState(Choice):
    """Whether a run of a course has taken place."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class Pillar(Choice):
    """The pillar of the Responsibility to Protect that a goal serves."""

    ONE = "1", "Pillar one: the state's own duty"
    TWO = "2", "Pillar two: helping other states"
    THREE = "3", "Pillar three: timely and decisive response"


class PartnerKind(Choice):
    """What kind of local partner it is."""

    WOMEN = "women's group", "Women's group"
    YOUTH = "youth group", "Youth group"
    FAITH = "faith body", "Faith body"
    RIGHTS = "rights group", "Human-rights group"
    MEDIA = "media", "Media"
    RESEARCH = "research", "Research body"
    COMMUNITY = "community", "Community body"
    OTHER = "other", "Other"


class AlertGrade(Choice):
    """How urgent an alert is."""

    WATCH = "watch", "Watch"
    WARNING = "warning", "Warning"
    EMERGENCY = "emergency", "Emergency"


class CommitmentBody(Choice):
    """To whom a commitment was made."""

    UPR = "upr", "Universal Periodic Review"
    TREATY = "treaty body", "Treaty body"
    SDG = "sdg", "Sustainable Development Goals"
    WPS = "wps", "Women, peace and security plan"
    REGIONAL = "regional", "Regional body"
    OTHER = "other", "Other"


class Acceptance(Choice):
    """How the state answered a commitment asked of it."""

    ACCEPTED = "accepted", "Accepted"
    NOTED = "noted", "Noted"
    PENDING = "pending", "Pending"


class Verdict(Choice):
    """A reviewer's answer to a criterion."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_APPLICABLE = "not applicable", "Not applicable"
