CREATE TABLE ledger (
	number INTEGER NOT NULL,
	at TEXT DEFAULT '' NOT NULL,
	actor TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	"plan" TEXT DEFAULT '' NOT NULL,
	what TEXT DEFAULT '' NOT NULL,
	level TEXT DEFAULT '' NOT NULL,
	revision INTEGER DEFAULT '0' NOT NULL,
	digest TEXT DEFAULT '' NOT NULL,
	heads TEXT DEFAULT '' NOT NULL,
	previous_hash TEXT DEFAULT '' NOT NULL,
	hash TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_ledger PRIMARY KEY (number)
);
CREATE TABLE plans (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	revision INTEGER NOT NULL,
	head TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_plans PRIMARY KEY (id),
	CONSTRAINT uq_plans_name UNIQUE (name)
);
CREATE TABLE action_commitments (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	commitment TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_action_commitments PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_action_commitments_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE action_needs (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	needs TEXT DEFAULT '' NOT NULL,
	why TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_action_needs PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_action_needs_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE action_partners (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	ministry TEXT DEFAULT '' NOT NULL,
	role TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_action_partners PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_action_partners_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE action_risks (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	risk_factor TEXT DEFAULT '' NOT NULL,
	why TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_action_risks PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_action_risks_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE actions (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	goal TEXT DEFAULT '' NOT NULL,
	catalogue TEXT DEFAULT '' NOT NULL,
	scope TEXT DEFAULT '' NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	lead TEXT DEFAULT '' NOT NULL,
	post TEXT DEFAULT '' NOT NULL,
	start TEXT DEFAULT '' NOT NULL,
	"end" TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT '' NOT NULL,
	priority TEXT DEFAULT '' NOT NULL,
	recurrent TEXT DEFAULT '' NOT NULL,
	pillar TEXT DEFAULT '' NOT NULL,
	delivery TEXT DEFAULT '' NOT NULL,
	route TEXT DEFAULT '' NOT NULL,
	depends_on TEXT DEFAULT '' NOT NULL,
	fallback TEXT DEFAULT '' NOT NULL,
	legal_basis TEXT DEFAULT '' NOT NULL,
	legal_change TEXT DEFAULT '' NOT NULL,
	cost_confidence TEXT DEFAULT '' NOT NULL,
	no_cost_reason TEXT DEFAULT '' NOT NULL,
	training_first TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_actions PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_actions_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE alerts (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	warning TEXT DEFAULT '' NOT NULL,
	raised_on TEXT DEFAULT '' NOT NULL,
	raised_by TEXT DEFAULT '' NOT NULL,
	grade TEXT DEFAULT '' NOT NULL,
	due TEXT DEFAULT '' NOT NULL,
	decided_on TEXT DEFAULT '' NOT NULL,
	decision TEXT DEFAULT '' NOT NULL,
	decided_by TEXT DEFAULT '' NOT NULL,
	why_not TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_alerts PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_alerts_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE answers (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	test TEXT DEFAULT '' NOT NULL,
	verdict TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_answers PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_answers_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE audiences (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	ministry TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	posts TEXT DEFAULT '' NOT NULL,
	as_of TEXT DEFAULT '' NOT NULL,
	listed_posts TEXT DEFAULT '' NOT NULL,
	turnover TEXT DEFAULT '' NOT NULL,
	trained_first TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_audiences PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_audiences_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE bodies (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	mandate TEXT DEFAULT '' NOT NULL,
	legal_basis TEXT DEFAULT '' NOT NULL,
	chair TEXT DEFAULT '' NOT NULL,
	quorum TEXT DEFAULT '' NOT NULL,
	frequency TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_bodies PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_bodies_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE budgets (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	programme TEXT DEFAULT '' NOT NULL,
	year TEXT DEFAULT '' NOT NULL,
	approved TEXT DEFAULT '' NOT NULL,
	revised TEXT DEFAULT '' NOT NULL,
	spent TEXT DEFAULT '' NOT NULL,
	currency TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_budgets PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_budgets_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE certificates (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	holder TEXT DEFAULT '' NOT NULL,
	audience TEXT DEFAULT '' NOT NULL,
	course TEXT DEFAULT '' NOT NULL,
	passed_on TEXT DEFAULT '' NOT NULL,
	left_on TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_certificates PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_certificates_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE changesets (
	plan_id INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	at TEXT DEFAULT '' NOT NULL,
	actor TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	origin_kind TEXT DEFAULT '' NOT NULL,
	origin_name TEXT DEFAULT '' NOT NULL,
	origin_digest TEXT DEFAULT '' NOT NULL,
	base_revision INTEGER NOT NULL,
	previous_hash TEXT DEFAULT '' NOT NULL,
	hash TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_changesets PRIMARY KEY (plan_id, revision),
	CONSTRAINT fk_changesets_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE commitments (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	reference TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	accepted TEXT DEFAULT '' NOT NULL,
	due TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_commitments PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_commitments_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE consultations (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	who TEXT DEFAULT '' NOT NULL,
	composition TEXT DEFAULT '' NOT NULL,
	input TEXT DEFAULT '' NOT NULL,
	answer TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_consultations PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_consultations_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE costs (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	year TEXT DEFAULT '' NOT NULL,
	line TEXT DEFAULT '' NOT NULL,
	unit TEXT DEFAULT '' NOT NULL,
	quantity TEXT DEFAULT '' NOT NULL,
	unit_cost TEXT DEFAULT '' NOT NULL,
	low TEXT DEFAULT '' NOT NULL,
	mid TEXT DEFAULT '' NOT NULL,
	high TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	donor TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT '' NOT NULL,
	funded TEXT DEFAULT '' NOT NULL,
	currency TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_costs PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_costs_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE courses (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	level TEXT DEFAULT '' NOT NULL,
	country TEXT DEFAULT '' NOT NULL,
	validity_months TEXT DEFAULT '' NOT NULL,
	fixed_month TEXT DEFAULT '' NOT NULL,
	hours TEXT DEFAULT '' NOT NULL,
	seats TEXT DEFAULT '' NOT NULL,
	seat_cost TEXT DEFAULT '' NOT NULL,
	partner TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_courses PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_courses_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE decision_actions (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	decision TEXT DEFAULT '' NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	amount TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_decision_actions PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_decision_actions_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE decision_options (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	decision TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	year TEXT DEFAULT '' NOT NULL,
	amount TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_decision_options PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_decision_options_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE decisions (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	amount TEXT DEFAULT '' NOT NULL,
	"by" TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_decisions PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_decisions_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE decisions_on_returns (
	plan_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	at TEXT DEFAULT '' NOT NULL,
	actor TEXT DEFAULT '' NOT NULL,
	answered_by TEXT DEFAULT '' NOT NULL,
	revision INTEGER NOT NULL,
	table_name TEXT DEFAULT '' NOT NULL,
	row_id TEXT DEFAULT '' NOT NULL,
	column_name TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	held TEXT DEFAULT '' NOT NULL,
	returned TEXT DEFAULT '' NOT NULL,
	taken TEXT DEFAULT '' NOT NULL,
	previous_hash TEXT DEFAULT '' NOT NULL,
	hash TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_decisions_on_returns PRIMARY KEY (plan_id, number),
	CONSTRAINT fk_decisions_on_returns_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE drafts (
	plan_id INTEGER NOT NULL,
	actor TEXT NOT NULL,
	"key" TEXT NOT NULL,
	at TEXT DEFAULT '' NOT NULL,
	text TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_drafts PRIMARY KEY (plan_id, actor, "key"),
	CONSTRAINT fk_drafts_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE exercises (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	warning TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	result TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_exercises PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_exercises_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE forgotten (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	words TEXT DEFAULT '' NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	sign TEXT DEFAULT '' NOT NULL,
	why TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_forgotten PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_forgotten_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE goals (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	outcome TEXT DEFAULT '' NOT NULL,
	outcome_indicator TEXT DEFAULT '' NOT NULL,
	pillar TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_goals PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_goals_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE harms (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	programme TEXT DEFAULT '' NOT NULL,
	sign TEXT DEFAULT '' NOT NULL,
	why TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	mitigation TEXT DEFAULT '' NOT NULL,
	whose TEXT DEFAULT '' NOT NULL,
	due TEXT DEFAULT '' NOT NULL,
	checked_by TEXT DEFAULT '' NOT NULL,
	checked_on TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_harms PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_harms_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE incidents (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	place TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	what TEXT DEFAULT '' NOT NULL,
	groups TEXT DEFAULT '' NOT NULL,
	indicator TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	response TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_incidents PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_incidents_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE indicators (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	goal TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	unit TEXT DEFAULT '' NOT NULL,
	baseline TEXT DEFAULT '' NOT NULL,
	baseline_on TEXT DEFAULT '' NOT NULL,
	target TEXT DEFAULT '' NOT NULL,
	target_on TEXT DEFAULT '' NOT NULL,
	data_source TEXT DEFAULT '' NOT NULL,
	why_unknown TEXT DEFAULT '' NOT NULL,
	promised_on TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_indicators PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_indicators_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE issues (
	plan_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	at TEXT DEFAULT '' NOT NULL,
	actor TEXT DEFAULT '' NOT NULL,
	ministry TEXT DEFAULT '' NOT NULL,
	revision INTEGER NOT NULL,
	level TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	due_on TEXT DEFAULT '' NOT NULL,
	file TEXT DEFAULT '' NOT NULL,
	digest TEXT DEFAULT '' NOT NULL,
	previous_hash TEXT DEFAULT '' NOT NULL,
	hash TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_issues PRIMARY KEY (plan_id, number),
	CONSTRAINT fk_issues_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE links (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	programme TEXT DEFAULT '' NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	strength TEXT DEFAULT '' NOT NULL,
	share TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	proposed_by TEXT DEFAULT '' NOT NULL,
	accepted TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_links PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_links_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE meetings (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	held_on TEXT DEFAULT '' NOT NULL,
	present TEXT DEFAULT '' NOT NULL,
	decisions TEXT DEFAULT '' NOT NULL,
	follow_up TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_meetings PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_meetings_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE members (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	ministry TEXT DEFAULT '' NOT NULL,
	role TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_members PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_members_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE milestones (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	due TEXT DEFAULT '' NOT NULL,
	done_on TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_milestones PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_milestones_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE ministries (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	code TEXT DEFAULT '' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	short_name TEXT DEFAULT '' NOT NULL,
	family TEXT DEFAULT '' NOT NULL,
	due_on TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	mailbox TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_ministries PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_ministries_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE numbers (
	plan_id INTEGER NOT NULL,
	table_name TEXT NOT NULL,
	last BIGINT NOT NULL,
	CONSTRAINT pk_numbers PRIMARY KEY (plan_id, table_name),
	CONSTRAINT fk_numbers_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE observations (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	indicator TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT '' NOT NULL,
	seen_on TEXT DEFAULT '' NOT NULL,
	evidence TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	partner TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_observations PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_observations_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE partners (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	expertise TEXT DEFAULT '' NOT NULL,
	languages TEXT DEFAULT '' NOT NULL,
	paid TEXT DEFAULT '' NOT NULL,
	protection TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_partners PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_partners_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE "plan" (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	country TEXT DEFAULT '' NOT NULL,
	scope TEXT DEFAULT '' NOT NULL,
	start TEXT DEFAULT '' NOT NULL,
	"end" TEXT DEFAULT '' NOT NULL,
	fiscal_month TEXT DEFAULT '' NOT NULL,
	currency TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	framework TEXT DEFAULT '' NOT NULL,
	assessment_months TEXT DEFAULT '' NOT NULL,
	vision TEXT DEFAULT '' NOT NULL,
	focal_point TEXT DEFAULT '' NOT NULL,
	approved_by TEXT DEFAULT '' NOT NULL,
	approved_on TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_plan PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_plan_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE programmes (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	reference TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	description TEXT DEFAULT '' NOT NULL,
	ministry TEXT DEFAULT '' NOT NULL,
	purpose_code TEXT DEFAULT '' NOT NULL,
	country TEXT DEFAULT '' NOT NULL,
	start TEXT DEFAULT '' NOT NULL,
	"end" TEXT DEFAULT '' NOT NULL,
	budget TEXT DEFAULT '' NOT NULL,
	currency TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT '' NOT NULL,
	budget_line TEXT DEFAULT '' NOT NULL,
	markers TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_programmes PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_programmes_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE rates (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	currency TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	rate TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_rates PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_rates_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE ratings (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	risk_factor TEXT DEFAULT '' NOT NULL,
	level TEXT DEFAULT '' NOT NULL,
	trend TEXT DEFAULT '' NOT NULL,
	confidence TEXT DEFAULT '' NOT NULL,
	judged_on TEXT DEFAULT '' NOT NULL,
	why TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	judged_by TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_ratings PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_ratings_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE readings (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	measure TEXT DEFAULT '' NOT NULL,
	value TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_readings PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_readings_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE receipts (
	plan_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	at TEXT DEFAULT '' NOT NULL,
	actor TEXT DEFAULT '' NOT NULL,
	issue INTEGER NOT NULL,
	ministry TEXT DEFAULT '' NOT NULL,
	file TEXT DEFAULT '' NOT NULL,
	digest TEXT DEFAULT '' NOT NULL,
	revision INTEGER NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	previous_hash TEXT DEFAULT '' NOT NULL,
	hash TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_receipts PRIMARY KEY (plan_id, number),
	CONSTRAINT fk_receipts_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE requirements (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	audience TEXT DEFAULT '' NOT NULL,
	course TEXT DEFAULT '' NOT NULL,
	scope TEXT DEFAULT '' NOT NULL,
	target TEXT DEFAULT '' NOT NULL,
	"by" TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_requirements PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_requirements_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE resolutions (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	meeting TEXT DEFAULT '' NOT NULL,
	what TEXT DEFAULT '' NOT NULL,
	whose TEXT DEFAULT '' NOT NULL,
	post TEXT DEFAULT '' NOT NULL,
	due TEXT DEFAULT '' NOT NULL,
	done_on TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_resolutions PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_resolutions_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE safeguards (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	verdict TEXT DEFAULT '' NOT NULL,
	kept_by TEXT DEFAULT '' NOT NULL,
	review_on TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_safeguards PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_safeguards_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE scenarios (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	routes TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_scenarios PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_scenarios_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE sessions (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	course TEXT DEFAULT '' NOT NULL,
	audience TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	seats TEXT DEFAULT '' NOT NULL,
	trained TEXT DEFAULT '' NOT NULL,
	women TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_sessions PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_sessions_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE settings (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	level TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	options TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_settings PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_settings_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE situations (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	scope TEXT DEFAULT '' NOT NULL,
	listed TEXT DEFAULT '' NOT NULL,
	pattern TEXT DEFAULT '' NOT NULL,
	next_review TEXT DEFAULT '' NOT NULL,
	holders_needed TEXT DEFAULT '' NOT NULL,
	speakers TEXT DEFAULT '' NOT NULL,
	handed_over TEXT DEFAULT '' NOT NULL,
	next_trigger TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_situations PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_situations_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE sources (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	code TEXT DEFAULT '' NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	reliability TEXT DEFAULT '' NOT NULL,
	published_on TEXT DEFAULT '' NOT NULL,
	real_name TEXT DEFAULT '' NOT NULL,
	contact TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_sources PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_sources_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE strengths (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	evidence TEXT DEFAULT '' NOT NULL,
	risk_factors TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_strengths PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_strengths_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE tried (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	result TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_tried PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_tried_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE triggers (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	what TEXT DEFAULT '' NOT NULL,
	watched_by TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_triggers PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_triggers_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE updates (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	reported_by TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_updates PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_updates_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE versions (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	revision TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_versions PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_versions_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE waivers (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	test TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	waived_by TEXT DEFAULT '' NOT NULL,
	until TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_waivers PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_waivers_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE warnings (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	situation TEXT DEFAULT '' NOT NULL,
	sign TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	threshold TEXT DEFAULT '' NOT NULL,
	incidents TEXT DEFAULT '' NOT NULL,
	within_window TEXT DEFAULT '' NOT NULL,
	decides TEXT DEFAULT '' NOT NULL,
	within_days TEXT DEFAULT '' NOT NULL,
	response TEXT DEFAULT '' NOT NULL,
	tested_on TEXT DEFAULT '' NOT NULL,
	classification TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_warnings PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_warnings_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE wordings (
	plan_id INTEGER NOT NULL,
	id TEXT NOT NULL,
	indicator TEXT DEFAULT '' NOT NULL,
	wording TEXT DEFAULT '' NOT NULL,
	confirmed_by TEXT DEFAULT '' NOT NULL,
	"on" TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_wordings PRIMARY KEY (plan_id, id),
	CONSTRAINT fk_wordings_plans FOREIGN KEY(plan_id) REFERENCES plans (id) ON DELETE CASCADE
);
CREATE TABLE changes (
	plan_id INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	action TEXT DEFAULT '' NOT NULL,
	table_name TEXT DEFAULT '' NOT NULL,
	row_id TEXT DEFAULT '' NOT NULL,
	column_name TEXT DEFAULT '' NOT NULL,
	"before" TEXT DEFAULT '' NOT NULL,
	"after" TEXT DEFAULT '' NOT NULL,
	cell TEXT DEFAULT '' NOT NULL,
	"values" TEXT DEFAULT '' NOT NULL,
	cells TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_changes PRIMARY KEY (plan_id, revision, seq),
	CONSTRAINT fk_changes_changesets FOREIGN KEY(plan_id, revision) REFERENCES changesets (plan_id, revision) ON DELETE CASCADE
);
CREATE INDEX ix_changes_plan_id_row_id ON changes (plan_id, row_id);
