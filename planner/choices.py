"""Every fixed list of answers: the stored value, the shown label, and other spellings of it."""

from __future__ import annotations

from planner.schema import Choice


class Classification(Choice):
    """Who may see a row; a blank one follows the plan's own."""

    PUBLIC = "public", "Public", "unclassified", "open", "publique", "público"
    GOVERNMENT = "government", "Government only", "official", "internal", "gouvernement", "gobierno"
    RESTRICTED = "restricted", "Restricted", "confidential", "restreint", "reservado"


class Scope(Choice):
    """Where a plan, a situation or an action looks."""

    HOME = "home", "At home", "domestic", "national", "intérieur", "interno"
    ABROAD = "abroad", "Abroad", "foreign", "international", "étranger", "exterior"
    BOTH = "both", "Home and abroad", "les deux", "ambos"


class Family(Choice):
    """The policy family a ministry belongs to."""

    DEVELOPMENT = "development", "Development", "planning", "développement", "desarrollo"
    SECURITY = "security", "Security", "defence", "defense", "sécurité", "seguridad"
    HUMAN_RIGHTS = "human rights", "Human rights", "droits humains", "derechos humanos"
    FOREIGN_AFFAIRS = "foreign affairs", "Foreign affairs", "diplomacy", "relaciones exteriores"
    JUSTICE = "justice", "Justice", "justicia"
    INTERIOR = "interior", "Interior", "home affairs", "intérieur", "gobernación"
    FINANCE = "finance", "Finance", "treasury", "finances", "hacienda"
    EDUCATION = "education", "Education", "éducation", "educación"
    OTHER = "other", "Other", "autre", "otro"


class Pattern(Choice):
    """The pattern of violence that is feared in a situation."""

    IDENTITY = "identity-based", "Identity-based"
    POLITICAL = "political", "Political"
    MIXED = "mixed", "Mixed"
    UNCLEAR = "unclear", "Unclear"


class Level(Choice):
    """How strongly a risk factor shows; never added up to one number."""

    NOT_ASSESSED = "not assessed", "Not assessed", "non évalué", "no evaluado"
    NOT_OBSERVED = "not observed", "Not observed", "none", "non observé", "no observado"
    LOW = "low", "Low", "faible", "bajo"
    MODERATE = "moderate", "Moderate", "medium", "modéré", "medio"
    HIGH = "high", "High", "severe", "élevé", "alto"


class Trend(Choice):
    """Where a risk factor is heading."""

    IMPROVING = "improving", "Improving", "better"
    STABLE = "stable", "Stable", "unchanged"
    WORSENING = "worsening", "Worsening", "worse"
    UNKNOWN = "unknown", "Unknown"


class Confidence(Choice):
    """How sure a judgement or a cost is."""

    LOW = "low", "Low", "guess", "faible", "baja"
    MEDIUM = "medium", "Medium", "moderate", "moyenne", "media"
    HIGH = "high", "High", "firm", "élevée", "alta"


class Sighting(Choice):
    """Whether an indicator is there."""

    PRESENT = "present", "Present", "observed", "yes"
    ABSENT = "absent", "Absent", "not observed", "no"
    UNCLEAR = "unclear", "Unclear", "mixed"


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

    PLANNED = (
        "planned",
        "Planned",
        "pipeline",
        "identification",
        "planifié",
        "previsto",
        "proposed",
        "not started",
        "not yet started",
    )
    RUNNING = (
        "running",
        "Running",
        "implementation",
        "active",
        "ongoing",
        "on-going",
        "en cours",
        "en ejecución",
        "signed",
        "in progress",
        "operational",
        "under implementation",
    )
    FINISHED = "finished", "Finished", "completed", "completion", "closed", "terminé", "concluido"
    SUSPENDED = "suspended", "Suspended", "on hold", "stalled", "suspendu", "suspendido"
    CANCELLED = "cancelled", "Cancelled", "canceled", "dropped", "terminated", "annulé", "cancelado"


class Marker(Choice):
    """Another agenda that a programme already reports to."""

    WPS = "wps", "Women, peace and security", "1325", "fps", "mps"
    SDG16 = "sdg 16", "SDG 16", "odd 16", "ods 16"
    UPR = "upr", "Universal Periodic Review", "epu"
    PEACEBUILDING = "peacebuilding", "Peacebuilding", "consolidation de la paix"
    PVE = "pve", "Preventing violent extremism", "cve"


class Strength(Choice):
    """How closely a programme serves a prevention action."""

    DIRECT = "direct", "Direct"
    INDIRECT = "indirect", "Indirect"
    WEAK = "weak", "Weak"
    NONE = "none", "No link", "no link", "aucun lien", "ninguno"


class LinkState(Choice):
    """Whether a person has decided about a link."""

    PROPOSED = "proposed", "Proposed"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"


class ActionStatus(Choice):
    """How far an action has come."""

    PROPOSED = "proposed", "Proposed", "draft"
    AGREED = "agreed", "Agreed", "approved"
    UNDER_WAY = "under way", "Under way", "ongoing", "in progress", "running"
    DONE = "done", "Done", "completed", "finished"
    STOPPED = "stopped", "Stopped", "cancelled", "suspended"


class Priority(Choice):
    """How soon an action matters."""

    HIGH = "high", "High", "1", "urgent"
    MEDIUM = "medium", "Medium", "2", "normal"
    LOW = "low", "Low", "3"


class Delivery(Choice):
    """The route by which an action is delivered."""

    NATIONAL = "national", "National", "domestic"
    BILATERAL = "bilateral", "Bilateral"
    REGIONAL = "regional", "Regional"
    MULTILATERAL = "multilateral", "Multilateral"


class CostSource(Choice):
    """Where the money of a cost line comes from."""

    EXISTING = "existing budget", "Existing budget", "own budget", "budget existant"
    NEW = "new money", "New money", "additional", "crédits nouveaux"
    DONOR = "donor", "Donor", "partner", "bailleur", "donante"


class CostStatus(Choice):
    """Whether the money of a cost line is there."""

    IN_BUDGET = "in budget", "In budget", "funded", "financé"
    REQUESTED = "requested", "Requested", "demandé", "solicitado"
    UNFUNDED = "unfunded", "Unfunded", "non financé", "sin financiación"
    IN_KIND = "in kind", "In kind (staff time)", "staff time", "en nature", "en especie"


class AudienceKind(Choice):
    """Who is to be trained."""

    DIPLOMATS = "diplomats", "Diplomats", "diplomates", "diplomáticos"
    ANALYSTS = "analysts", "Analysts and early-warning staff", "analystes"
    FOCAL_POINTS = "focal points", "Focal point and mechanism members"
    DEVELOPMENT = "development officers", "Development officers", "aid staff"
    HUMAN_RIGHTS = "human-rights staff", "Human-rights staff"
    MILITARY = "military", "Military", "armed forces", "militaires", "militares"
    POLICE = "police", "Police", "gendarmerie", "policía"
    JUDGES = "judges and prosecutors", "Judges and prosecutors", "magistrats", "jueces"
    BORDER = "border and asylum staff", "Border, asylum and migration staff"
    LOCAL = "local administrators", "Local administrators and peace committees"
    LEGISLATORS = "legislators", "Legislators and staff"
    TRADE = "export-control staff", "Export-control, sanctions and trade staff"
    CYBER = "regulators and cyber teams", "Communication regulators and cyber teams"
    OTHER = "other", "Other"


class CourseLevel(Choice):
    """What a course gives: the basis, the role, or one country."""

    FOUNDATION = "foundation", "Foundation", "basic", "base", "básico"
    ROLE = "role", "Role", "specialised", "métier", "función"
    COUNTRY = "country", "Country", "pays", "país"


class RequiredScope(Choice):
    """Which posts of an audience a requirement covers."""

    ALL_POSTS = "all posts", "All posts"
    LISTED_POSTS = "listed-country posts", "Posts in listed countries only"


class SessionState(Choice):
    """Whether a run of a course has taken place."""

    PLANNED = "planned", "Planned", "prévue", "prevista"
    HELD = "held", "Held", "done", "completed", "tenue", "realizada"
    CANCELLED = "cancelled", "Cancelled", "annulée", "cancelada"


class Pillar(Choice):
    """The pillar of the Responsibility to Protect that a goal serves."""

    ONE = "1", "Pillar one: the state's own duty", "I", "one"
    TWO = "2", "Pillar two: helping other states", "II", "two"
    THREE = "3", "Pillar three: timely and decisive response", "III", "three"


class PartnerKind(Choice):
    """What kind of local partner warns."""

    WOMEN = "women's group", "Women's group"
    YOUTH = "youth group", "Youth group"
    FAITH = "faith body", "Faith body"
    RIGHTS = "rights group", "Human-rights group"
    MEDIA = "media", "Media"
    RESEARCH = "research", "Research body"
    COMMUNITY = "community", "Community body"
    OTHER = "other", "Other"


class CommitmentBody(Choice):
    """Who an outside promise was made to."""

    UPR = "upr", "Universal Periodic Review"
    TREATY = "treaty body", "Treaty body"
    SDG = "sdg", "Sustainable Development Goals"
    WPS = "wps", "Women, peace and security plan"
    REGIONAL = "regional", "Regional body"
    OTHER = "other", "Other"


class Acceptance(Choice):
    """How the state answered a promise asked of it."""

    ACCEPTED = "accepted", "Accepted", "supported"
    NOTED = "noted", "Noted"
    PENDING = "pending", "Pending"


class Verdict(Choice):
    """A person's answer to a reviewer's test."""

    YES = "yes", "Yes", "oui", "sí"
    PARTLY = "partly", "Partly", "en partie", "en parte"
    NO = "no", "No", "non"
    NOT_APPLICABLE = "not applicable", "Not applicable", "n/a", "sans objet", "no aplica"
