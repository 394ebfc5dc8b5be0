CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "acceptance_call" (
    "inst_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "infno" TEXT NOT NULL,
    "msg_id" TEXT NOT NULL,
    "person" TEXT NULL,
    "code" TEXT NOT NULL,
    "fault" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    CONSTRAINT "pk_acceptance_call" PRIMARY KEY ("inst_id", "run_id", "seq")
);

CREATE TABLE "acceptance_door" (
    "area_code" TEXT NOT NULL CONSTRAINT "pk_acceptance_door" PRIMARY KEY,
    "inst_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL
);

CREATE TABLE "acceptance_evidence" (
    "inst_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "filing" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "cases" INTEGER NOT NULL,
    "filed_by" TEXT NOT NULL,
    "filed_at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "judged_by" TEXT NULL,
    "judged_at" TEXT NULL,
    "reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_acceptance_evidence" PRIMARY KEY ("inst_id", "run_id", "item", "filing")
);

CREATE TABLE "acceptance_run" (
    "inst_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "set_version" TEXT NOT NULL,
    "set_digest" TEXT NOT NULL,
    "cast" TEXT NOT NULL,
    "finished_at" TEXT NULL,
    "passed" INTEGER NOT NULL,
    "report" TEXT NULL,
    "digest" TEXT NULL,
    "signature" TEXT NULL,
    "decided_by" TEXT NULL,
    "decided_at" TEXT NULL,
    "reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_acceptance_run" PRIMARY KEY ("inst_id", "run_id")
);

CREATE TABLE "agreements_application" (
    "inst_id" TEXT NOT NULL,
    "application_id" TEXT NOT NULL,
    "for_inst" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "is_pending" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_agreements_application" PRIMARY KEY ("inst_id", "application_id")
);

CREATE TABLE "agreements_appraisal" (
    "inst_id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "amendment" INTEGER NOT NULL,
    "score" INTEGER NOT NULL,
    "base" INTEGER NOT NULL,
    "deposit" INTEGER NOT NULL,
    "deduction" INTEGER NOT NULL,
    "detail" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    CONSTRAINT "pk_agreements_appraisal" PRIMARY KEY ("inst_id", "year", "amendment")
);

CREATE TABLE "agreements_event" (
    "inst_id" TEXT NOT NULL,
    "stream_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    CONSTRAINT "pk_agreements_event" PRIMARY KEY ("inst_id", "stream_id", "seq")
);

CREATE TABLE "agreements_standing" (
    "inst_id" TEXT NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "for_inst" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "until" TEXT NULL,
    "waits" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_agreements_standing" PRIMARY KEY ("inst_id", "agreement_id", "seq")
);

CREATE TABLE "exchange_file" (
    "inst_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "received_at" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    CONSTRAINT "pk_exchange_file" PRIMARY KEY ("inst_id", "file_id")
);

CREATE TABLE "platform_batch_claim" (
    "person_id" TEXT NOT NULL,
    "mdtrt_id" TEXT NOT NULL,
    "chrg_bchno" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "pk_platform_batch_claim" PRIMARY KEY ("person_id", "mdtrt_id", "chrg_bchno", "generation")
);

CREATE TABLE "platform_claim" (
    "inst_id" TEXT NOT NULL,
    "infno" TEXT NOT NULL,
    "msgid" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "settlement_id" TEXT NULL,
    "trail_seq" INTEGER NULL,
    "result" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "pk_platform_claim" PRIMARY KEY ("inst_id", "infno", "msgid")
);

CREATE TABLE "platform_institution_anchor" (
    "inst_id" TEXT NOT NULL CONSTRAINT "pk_platform_institution_anchor" PRIMARY KEY,
    "version" INTEGER NOT NULL
);

CREATE TABLE "platform_outbox" (
    "person_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "bucket" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "not_before" TEXT NULL,
    "parked_at" TEXT NULL,
    "sent_at" TEXT NULL,
    CONSTRAINT "pk_platform_outbox" PRIMARY KEY ("person_id", "id")
);

CREATE TABLE "platform_outbox_lease" (
    "bucket" INTEGER NOT NULL CONSTRAINT "pk_platform_outbox_lease" PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "platform_person_anchor" (
    "person_id" TEXT NOT NULL CONSTRAINT "pk_platform_person_anchor" PRIMARY KEY,
    "version" INTEGER NOT NULL
);

CREATE TABLE "platform_staff_record" (
    "name" TEXT NOT NULL CONSTRAINT "pk_platform_staff_record" PRIMARY KEY,
    "role" TEXT NOT NULL,
    "regions" TEXT NOT NULL,
    "institution" TEXT NULL,
    "token" TEXT NULL,
    "password" TEXT NULL,
    "code" TEXT NULL,
    "own_password" TEXT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "platform_used_code" (
    "name" TEXT NOT NULL CONSTRAINT "pk_platform_used_code" PRIMARY KEY,
    "step" INTEGER NOT NULL
);

CREATE TABLE "prescriptions_file" (
    "person_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_prescriptions_file" PRIMARY KEY ("person_id", "rx_id")
);

CREATE TABLE "prescriptions_goods_record" (
    "inst_id" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "is_return" INTEGER NOT NULL,
    "person_id" TEXT NULL,
    "settlement_id" TEXT NULL,
    "item_code" TEXT NOT NULL,
    "bchno" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "is_split" INTEGER NOT NULL,
    "count_ten_thousandths" INTEGER NOT NULL,
    "moved_at" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "codes" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "withdrawn_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prescriptions_goods_record" PRIMARY KEY ("inst_id", "record_id")
);

CREATE TABLE "prescriptions_holding" (
    "inst_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "is_open" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prescriptions_holding" PRIMARY KEY ("inst_id", "rx_id")
);

CREATE TABLE "prescriptions_number" (
    "inst_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "hosp_rxno" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    CONSTRAINT "pk_prescriptions_number" PRIMARY KEY ("inst_id", "rx_id")
);

CREATE TABLE "prescriptions_trace_code" (
    "code" TEXT NOT NULL CONSTRAINT "pk_prescriptions_trace_code" PRIMARY KEY,
    "state" TEXT NOT NULL,
    "is_split" INTEGER NOT NULL,
    "inst_id" TEXT NULL,
    "person_id" TEXT NULL,
    "settlement_id" TEXT NULL,
    "document" TEXT NULL,
    "at" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "prescriptions_trace_event" (
    "code" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "move" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "settlement_id" TEXT NULL,
    "sale_id" TEXT NULL,
    "document" TEXT NOT NULL,
    "is_split" INTEGER NOT NULL,
    "item_code" TEXT NULL,
    "bchno" TEXT NULL,
    "actor" TEXT NOT NULL,
    CONSTRAINT "pk_prescriptions_trace_event" PRIMARY KEY ("code", "seq")
);

CREATE TABLE "prices_decision" (
    "area" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "included" INTEGER NOT NULL,
    "effective_on" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "clinical_value" TEXT NOT NULL,
    "price_level" TEXT NOT NULL,
    "affordability" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TEXT NOT NULL,
    CONSTRAINT "pk_prices_decision" PRIMARY KEY ("area", "item", "number")
);

CREATE TABLE "prices_filing" (
    "inst_id" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "area" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "cost" INTEGER NOT NULL,
    "cost_basis" TEXT NOT NULL,
    "effective_on" TEXT NOT NULL,
    "filed_by" TEXT NOT NULL,
    "filed_at" TEXT NOT NULL,
    "insurance_by" TEXT NULL,
    "insurance_at" TEXT NULL,
    "health_by" TEXT NULL,
    "health_at" TEXT NULL,
    "market_by" TEXT NULL,
    "market_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prices_filing" PRIMARY KEY ("inst_id", "item", "number")
);

CREATE TABLE "prices_inclusion" (
    "inst_id" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "area" TEXT NOT NULL,
    "offline_item" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "public_price" INTEGER NOT NULL,
    "effective_on" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "filing_number" TEXT NULL,
    "reason" TEXT NULL,
    "filed_by" TEXT NOT NULL,
    "filed_at" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prices_inclusion" PRIMARY KEY ("inst_id", "item", "number")
);

CREATE TABLE "prices_item" (
    "area" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "unit" TEXT NULL,
    "offline_item" TEXT NULL,
    "proposal_id" TEXT NULL,
    "approval" TEXT NULL,
    "enabled_from" TEXT NULL,
    "registered_by" TEXT NOT NULL,
    "registered_at" TEXT NOT NULL,
    "enabled_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prices_item" PRIMARY KEY ("area", "code")
);

CREATE TABLE "prices_item_term" (
    "area" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "effective_on" TEXT NOT NULL,
    "trial_until" TEXT NULL,
    "ceiling" INTEGER NULL,
    "document" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TEXT NOT NULL,
    CONSTRAINT "pk_prices_item_term" PRIMARY KEY ("area", "code", "number")
);

CREATE TABLE "prices_notice" (
    "inst_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "effective_on" TEXT NOT NULL,
    "published_by" TEXT NOT NULL,
    "published_at" TEXT NOT NULL,
    CONSTRAINT "pk_prices_notice" PRIMARY KEY ("inst_id", "number")
);

CREATE TABLE "prices_proposal" (
    "inst_id" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "offline_item" TEXT NULL,
    "answers" TEXT NOT NULL,
    "similar" TEXT NOT NULL,
    "difference" TEXT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NULL,
    "clauses" TEXT NULL,
    "applied_by" TEXT NOT NULL,
    "applied_at" TEXT NOT NULL,
    "accepted_by" TEXT NULL,
    "accepted_at" TEXT NULL,
    "reviewed_by" TEXT NULL,
    "reviewed_at" TEXT NULL,
    "decided_by" TEXT NULL,
    "decided_at" TEXT NULL,
    "document" TEXT NULL,
    "ceiling" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prices_proposal" PRIMARY KEY ("inst_id", "proposal_id")
);

CREATE TABLE "prices_standing" (
    "inst_id" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "number" INTEGER NOT NULL,
    "price" INTEGER NULL,
    "words" TEXT NOT NULL,
    "premium" INTEGER NOT NULL,
    "overseas" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prices_standing" PRIMARY KEY ("inst_id", "item", "kind", "area", "valid_from")
);

CREATE TABLE "publicservice_asker" (
    "inst_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TEXT NOT NULL,
    CONSTRAINT "pk_publicservice_asker" PRIMARY KEY ("inst_id", "number")
);

CREATE TABLE "publicservice_consultation" (
    "inst_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "asked_at" TEXT NOT NULL,
    "answer" TEXT NULL,
    "answered_by" TEXT NULL,
    "answered_role" TEXT NULL,
    "answered_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_publicservice_consultation" PRIMARY KEY ("inst_id", "number")
);

CREATE TABLE "publicservice_duty" (
    "inst_id" TEXT NOT NULL,
    "duty_id" TEXT NOT NULL,
    "practitioner" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "starts_at" TEXT NOT NULL,
    "ends_at" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TEXT NOT NULL,
    "removed_by" TEXT NULL,
    "removed_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_publicservice_duty" PRIMARY KEY ("inst_id", "duty_id")
);

CREATE TABLE "publicservice_publication" (
    "id" TEXT NOT NULL CONSTRAINT "pk_publicservice_publication" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "effective_on" TEXT NOT NULL,
    "effective_to" TEXT NULL,
    "state" TEXT NOT NULL,
    "office" TEXT NOT NULL,
    "drafted_by" TEXT NOT NULL,
    "drafted_at" TEXT NOT NULL,
    "published_by" TEXT NULL,
    "published_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_reason" TEXT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "registry_access" (
    "inst_id" TEXT NOT NULL CONSTRAINT "pk_registry_access" PRIMARY KEY,
    "signing" TEXT NOT NULL,
    "access_key" TEXT NOT NULL,
    "token_user" TEXT NULL,
    "window_seconds" INTEGER NOT NULL,
    "secrets" BLOB NOT NULL,
    "public_key" BLOB NULL,
    "infcode" TEXT NOT NULL,
    "nodes" TEXT NOT NULL,
    "expects_account_in_fund_total" INTEGER NULL,
    "epc_app_id" TEXT NULL,
    "epc_public_key" BLOB NULL,
    "epc_signature" TEXT NULL,
    "epc_numbers" TEXT NULL,
    "set_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "registry_catalogue_entry" (
    "code" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "initial_copay_ten_thousandths" INTEGER NOT NULL,
    "charge_category" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "ceiling" INTEGER NULL,
    "restricted" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "pk_registry_catalogue_entry" PRIMARY KEY ("code", "valid_from")
);

CREATE TABLE "registry_catalogue_mapping" (
    "inst_id" TEXT NOT NULL,
    "mapping_id" TEXT NOT NULL,
    "own_code" TEXT NOT NULL,
    "own_name" TEXT NOT NULL,
    "list_type" TEXT NOT NULL,
    "med_list_codg" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "holds_until" TEXT NULL,
    "uploaded_at" TEXT NOT NULL,
    "opter_no" TEXT NOT NULL,
    "withdrawn_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_catalogue_mapping" PRIMARY KEY ("inst_id", "mapping_id")
);

CREATE TABLE "registry_delivery_enterprise" (
    "fact_id" TEXT NOT NULL,
    "enterprise_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "uscc" TEXT NOT NULL,
    "admdvs" TEXT NOT NULL,
    "gsp_number" TEXT NOT NULL,
    "gsp_issuer" TEXT NOT NULL,
    "phone" TEXT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NULL,
    "recorded_by" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_delivery_enterprise" PRIMARY KEY ("enterprise_id", "fact_id")
);

CREATE TABLE "registry_designation" (
    "fact_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NULL,
    "recorded_by" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_designation" PRIMARY KEY ("inst_id", "fact_id")
);

CREATE TABLE "registry_eligibility_event" (
    "practitioner_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT "pk_registry_eligibility_event" PRIMARY KEY ("practitioner_id", "seq")
);

CREATE TABLE "registry_export" (
    "inst_id" TEXT NOT NULL,
    "export_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "unmasked" INTEGER NOT NULL,
    "regions" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_at" TEXT NULL,
    "downloaded_at" TEXT NULL,
    "rows" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_export" PRIMARY KEY ("inst_id", "export_id")
);

CREATE TABLE "registry_import" (
    "inst_id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "file_digest" TEXT NOT NULL,
    "plan_digest" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "bad" INTEGER NOT NULL,
    "warnings" INTEGER NOT NULL,
    "changing" INTEGER NOT NULL,
    "report" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "committed_at" TEXT NULL,
    "good_only" INTEGER NOT NULL,
    "parts" INTEGER NOT NULL,
    "parts_done" INTEGER NOT NULL,
    "written" INTEGER NOT NULL,
    "present" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_import" PRIMARY KEY ("inst_id", "import_id")
);

CREATE TABLE "registry_import_findings" (
    "inst_id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "piece" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_registry_import_findings" PRIMARY KEY ("inst_id", "import_id", "piece")
);

CREATE TABLE "registry_institution" (
    "inst_id" TEXT NOT NULL CONSTRAINT "pk_registry_institution" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "uscc" TEXT NOT NULL,
    "kind" TEXT NOT NULL
);

CREATE TABLE "registry_institution_profile" (
    "fact_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "address" TEXT NULL,
    "phone" TEXT NULL,
    "departments" TEXT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NULL,
    "recorded_by" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_institution_profile" PRIMARY KEY ("inst_id", "fact_id")
);

CREATE TABLE "registry_nonce" (
    "inst_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    CONSTRAINT "pk_registry_nonce" PRIMARY KEY ("inst_id", "digest")
);

CREATE TABLE "registry_person_key" (
    "digest" TEXT NOT NULL CONSTRAINT "pk_registry_person_key" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL
);

CREATE TABLE "registry_practitioner" (
    "practitioner_id" TEXT NOT NULL CONSTRAINT "pk_registry_practitioner" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL
);

CREATE TABLE "registry_sign_in" (
    "inst_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "opter_no" TEXT NOT NULL,
    "mac" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "signed_in_at" TEXT NOT NULL,
    "valid_until" TEXT NOT NULL,
    "signed_out_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_sign_in" PRIMARY KEY ("inst_id", "id")
);

CREATE TABLE "registry_training" (
    "inst_id" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "held_on" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "summary" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_training" PRIMARY KEY ("inst_id", "record_id")
);

CREATE TABLE "registry_uploaded_table" (
    "inst_id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_registry_uploaded_table" PRIMARY KEY ("inst_id", "import_id", "part")
);

CREATE TABLE "settlement_budget" (
    "inst_id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "amendment" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    "effective_on" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "thresholds" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_settlement_budget" PRIMARY KEY ("inst_id", "year", "amendment")
);

CREATE TABLE "settlement_day_close" (
    "inst_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "closed_at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "items" INTEGER NOT NULL,
    "fee" INTEGER NOT NULL,
    "fund" INTEGER NOT NULL,
    CONSTRAINT "pk_settlement_day_close" PRIMARY KEY ("inst_id", "day")
);

CREATE TABLE "settlement_export" (
    "inst_id" TEXT NOT NULL,
    "export_id" TEXT NOT NULL,
    "filter" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "unmasked" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_at" TEXT NULL,
    "downloaded_at" TEXT NULL,
    "rows" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_settlement_export" PRIMARY KEY ("inst_id", "export_id")
);

CREATE TABLE "settlement_law_draft" (
    "draft_id" TEXT NOT NULL CONSTRAINT "pk_settlement_law_draft" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "files" BLOB NOT NULL,
    "based_on" TEXT NOT NULL,
    "makes" TEXT NOT NULL,
    "report" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "decided_by" TEXT NULL,
    "decided_at" TEXT NULL,
    "word" TEXT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "settlement_law_library" (
    "hash" TEXT NOT NULL CONSTRAINT "pk_settlement_law_library" PRIMARY KEY,
    "known_from" TEXT NOT NULL,
    "archive" BLOB NOT NULL
);

CREATE TABLE "settlement_law_publication" (
    "number" INTEGER NOT NULL CONSTRAINT "pk_settlement_law_publication" PRIMARY KEY,
    "hash" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "by" TEXT NOT NULL
);

CREATE TABLE "settlement_manual_claim" (
    "inst_id" TEXT NOT NULL,
    "invono" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "pk_settlement_manual_claim" PRIMARY KEY ("inst_id", "invono", "generation")
);

CREATE TABLE "settlement_statement" (
    "inst_id" TEXT NOT NULL,
    "statement_id" TEXT NOT NULL,
    "infno" TEXT NOT NULL,
    "msgid" TEXT NOT NULL,
    "insutype" TEXT NULL,
    "clr_type" TEXT NULL,
    "setl_optins" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "stated_fee" INTEGER NOT NULL,
    "stated_fund" INTEGER NOT NULL,
    "stated_personal" INTEGER NOT NULL,
    "stated_count" INTEGER NOT NULL,
    "known_fee" INTEGER NOT NULL,
    "known_fund" INTEGER NOT NULL,
    "known_personal" INTEGER NOT NULL,
    "known_count" INTEGER NOT NULL,
    "result" TEXT NOT NULL,
    "breaks" INTEGER NOT NULL,
    "file_query_no" TEXT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "pk_settlement_statement" PRIMARY KEY ("inst_id", "statement_id")
);

CREATE TABLE "trail_access_batch" (
    "batch_id" TEXT NOT NULL CONSTRAINT "pk_trail_access_batch" PRIMARY KEY,
    "at" TEXT NOT NULL,
    "lines" INTEGER NOT NULL,
    "lines_digest" BLOB NOT NULL,
    "digest" BLOB NOT NULL
);

CREATE TABLE "trail_access_log" (
    "batch_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "subject_class" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    CONSTRAINT "pk_trail_access_log" PRIMARY KEY ("batch_id", "line")
);

CREATE TABLE "trail_checkpoint" (
    "number" INTEGER NOT NULL CONSTRAINT "pk_trail_checkpoint" PRIMARY KEY,
    "size" INTEGER NOT NULL,
    "root" BLOB NOT NULL,
    "at" TEXT NOT NULL,
    "key_fingerprint" TEXT NOT NULL,
    "signature" BLOB NOT NULL,
    "frontier" BLOB NOT NULL
);

CREATE TABLE "trail_institution_entry" (
    "seq" INTEGER NOT NULL,
    "inst_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "commitment" BLOB NOT NULL,
    "payload_ref" TEXT NOT NULL,
    "previous" BLOB NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "pk_trail_institution_entry" PRIMARY KEY ("inst_id", "seq")
);

CREATE TABLE "trail_institution_payload" (
    "payload_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    CONSTRAINT "pk_trail_institution_payload" PRIMARY KEY ("inst_id", "payload_id")
);

CREATE TABLE "trail_key" (
    "fingerprint" TEXT NOT NULL CONSTRAINT "pk_trail_key" PRIMARY KEY,
    "public_key" BLOB NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "signature" BLOB NOT NULL
);

CREATE TABLE "trail_leaf" (
    "leaf_index" INTEGER NOT NULL CONSTRAINT "pk_trail_leaf" PRIMARY KEY,
    "subject_class" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "head_hash" BLOB NOT NULL
);

CREATE TABLE "trail_person_entry" (
    "seq" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "commitment" BLOB NOT NULL,
    "payload_ref" TEXT NOT NULL,
    "previous" BLOB NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "pk_trail_person_entry" PRIMARY KEY ("person_id", "seq")
);

CREATE TABLE "trail_person_payload" (
    "payload_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "body" BLOB NOT NULL,
    CONSTRAINT "pk_trail_person_payload" PRIMARY KEY ("person_id", "payload_id")
);

CREATE TABLE "trail_region_entry" (
    "seq" INTEGER NOT NULL,
    "region_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "commitment" BLOB NOT NULL,
    "payload_ref" TEXT NOT NULL,
    "previous" BLOB NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "pk_trail_region_entry" PRIMARY KEY ("region_id", "seq")
);

CREATE TABLE "trail_region_payload" (
    "payload_id" TEXT NOT NULL,
    "region_id" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    CONSTRAINT "pk_trail_region_payload" PRIMARY KEY ("region_id", "payload_id")
);

CREATE TABLE "trail_subject_key" (
    "person_id" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "wrapped" BLOB NULL,
    CONSTRAINT "pk_trail_subject_key" PRIMARY KEY ("person_id", "generation")
);

CREATE TABLE "exchange_file_content" (
    "inst_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_exchange_file_content" PRIMARY KEY ("inst_id", "file_id"),
    CONSTRAINT "fk_exchange_file_content_exchange_file_inst_id_file_id" FOREIGN KEY ("inst_id", "file_id") REFERENCES "exchange_file" ("inst_id", "file_id") ON DELETE CASCADE
);

CREATE TABLE "exchange_settlement_list" (
    "person_id" TEXT NOT NULL,
    "list_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "status_type" TEXT NULL,
    "content" TEXT NOT NULL,
    "opter_no" TEXT NOT NULL,
    "received_at" TEXT NOT NULL,
    CONSTRAINT "pk_exchange_settlement_list" PRIMARY KEY ("person_id", "list_id"),
    CONSTRAINT "fk_exchange_settlement_list_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "prescriptions_event" (
    "person_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    CONSTRAINT "pk_prescriptions_event" PRIMARY KEY ("person_id", "rx_id", "seq"),
    CONSTRAINT "fk_prescriptions_event_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "prescriptions_prescription" (
    "person_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "hosp_rxno" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "prescriber" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "pharmacist" TEXT NULL,
    "holder" TEXT NULL,
    "is_to_be_revoked" INTEGER NOT NULL,
    "valid_until" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prescriptions_prescription" PRIMARY KEY ("person_id", "rx_id"),
    CONSTRAINT "fk_prescriptions_prescription_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "prescriptions_trace_line" (
    "person_id" TEXT NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "feedetl_sn" TEXT NULL,
    CONSTRAINT "pk_prescriptions_trace_line" PRIMARY KEY ("person_id", "settlement_id", "code"),
    CONSTRAINT "fk_prescriptions_trace_line_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "prices_consent" (
    "person_id" TEXT NOT NULL,
    "consent_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "notice" INTEGER NOT NULL,
    "way" TEXT NOT NULL,
    "confirmed_by" TEXT NOT NULL,
    "given_at" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    CONSTRAINT "pk_prices_consent" PRIMARY KEY ("person_id", "consent_id"),
    CONSTRAINT "fk_prices_consent_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_choice_filing" (
    "person_id" TEXT NOT NULL,
    "filing_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "business" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "chosen_code" TEXT NOT NULL,
    "chosen_name" TEXT NOT NULL,
    "tel" TEXT NULL,
    "address" TEXT NULL,
    "agent_name" TEXT NULL,
    "agent_cert_type" TEXT NULL,
    "agent_certno" TEXT NULL,
    "agent_tel" TEXT NULL,
    "agent_address" TEXT NULL,
    "agent_relation" TEXT NOT NULL,
    "memo" TEXT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "holds_until" TEXT NULL,
    "filed_at" TEXT NOT NULL,
    "opter_no" TEXT NOT NULL,
    "withdrawn_at" TEXT NULL,
    "withdraw_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_choice_filing" PRIMARY KEY ("person_id", "filing_id"),
    CONSTRAINT "fk_registry_choice_filing_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_disease_filing" (
    "person_id" TEXT NOT NULL,
    "filing_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "disease_name" TEXT NOT NULL,
    "tel" TEXT NULL,
    "address" TEXT NULL,
    "insu_optins" TEXT NOT NULL,
    "identified_by" TEXT NOT NULL,
    "identified_on" TEXT NOT NULL,
    "doctor_code" TEXT NOT NULL,
    "doctor_name" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "holds_until" TEXT NULL,
    "filed_at" TEXT NOT NULL,
    "opter_no" TEXT NOT NULL,
    "withdrawn_at" TEXT NULL,
    "withdraw_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_disease_filing" PRIMARY KEY ("person_id", "filing_id"),
    CONSTRAINT "fk_registry_disease_filing_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_person" (
    "person_id" TEXT NOT NULL CONSTRAINT "pk_registry_person" PRIMARY KEY,
    "cert_type" TEXT NOT NULL,
    "certno" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "nation" TEXT NOT NULL,
    "birth_date" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "fk_registry_person_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "settlement_account" (
    "person_id" TEXT NOT NULL CONSTRAINT "pk_settlement_account" PRIMARY KEY,
    "opening" INTEGER NOT NULL,
    "spent" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "fk_settlement_account_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "settlement_accumulator" (
    "person_id" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "pool" TEXT NOT NULL,
    "benefit_year" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "deductible_used" INTEGER NOT NULL,
    "fund_paid" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_settlement_accumulator" PRIMARY KEY ("person_id", "insutype", "pool", "benefit_year", "level", "channel"),
    CONSTRAINT "fk_settlement_accumulator_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "settlement_family_bond" (
    "person_id" TEXT NOT NULL,
    "bond_id" TEXT NOT NULL,
    "holder_id" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NULL,
    "consent" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "revoked_at" TEXT NULL,
    "revoked_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_settlement_family_bond" PRIMARY KEY ("person_id", "bond_id"),
    CONSTRAINT "fk_settlement_family_bond_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "settlement_fee_line" (
    "person_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "chrg_bchno" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "feedetl_sn" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "inst_id" TEXT NOT NULL,
    "med_list_codg" TEXT NOT NULL,
    "medins_list_codg" TEXT NOT NULL,
    "item_code" TEXT NOT NULL,
    "item_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reimbursement_class" TEXT NOT NULL,
    "charge_category" TEXT NOT NULL,
    "initial_copay_ten_thousandths" INTEGER NOT NULL,
    "price_micro_yuan" INTEGER NOT NULL,
    "count_ten_thousandths" INTEGER NOT NULL,
    "ceiling" INTEGER NULL,
    "public_reference" INTEGER NULL,
    "amount" INTEGER NOT NULL,
    "full_self_pay" INTEGER NOT NULL,
    "over_limit" INTEGER NOT NULL,
    "initial_copay" INTEGER NOT NULL,
    "in_scope" INTEGER NOT NULL,
    "facts" TEXT NULL,
    "dise_codg" TEXT NULL,
    "rxno" TEXT NULL,
    "external_prescription" INTEGER NOT NULL,
    "billing_doctor_code" TEXT NOT NULL,
    "occurred_at" TEXT NOT NULL,
    "uploaded_at" TEXT NOT NULL,
    CONSTRAINT "pk_settlement_fee_line" PRIMARY KEY ("person_id", "visit_id", "chrg_bchno", "generation", "feedetl_sn"),
    CONSTRAINT "fk_settlement_fee_line_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "settlement_ledger_entry" (
    "person_id" TEXT NOT NULL,
    "entry_id" TEXT NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "account_name" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "service_on" TEXT NOT NULL,
    "posted_at" TEXT NOT NULL,
    CONSTRAINT "pk_settlement_ledger_entry" PRIMARY KEY ("person_id", "entry_id"),
    CONSTRAINT "fk_settlement_ledger_entry_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "settlement_settlement" (
    "person_id" TEXT NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "chrg_bchno" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "reverses" TEXT NULL,
    "reversed_by" TEXT NULL,
    "msgid" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "clr_optins" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "med_type" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "cert_type" TEXT NOT NULL,
    "opter_no" TEXT NOT NULL,
    "opter_name" TEXT NOT NULL,
    "invono" TEXT NULL,
    "dise_codg" TEXT NULL,
    "pool" TEXT NULL,
    "benefit_year" INTEGER NULL,
    "level" TEXT NOT NULL,
    "service_on" TEXT NOT NULL,
    "settled_at" TEXT NOT NULL,
    "fee" INTEGER NOT NULL,
    "full_self_pay" INTEGER NOT NULL,
    "over_limit" INTEGER NOT NULL,
    "initial_copay" INTEGER NOT NULL,
    "in_scope" INTEGER NOT NULL,
    "deductible" INTEGER NOT NULL,
    "hifp" INTEGER NOT NULL,
    "hifob" INTEGER NOT NULL,
    "hifmi" INTEGER NOT NULL,
    "hifes" INTEGER NOT NULL,
    "cvlserv" INTEGER NOT NULL,
    "maf" INTEGER NOT NULL,
    "oth" INTEGER NOT NULL,
    "account" INTEGER NOT NULL,
    "family_account" INTEGER NOT NULL,
    "family_holder_id" TEXT NULL,
    "cash" INTEGER NOT NULL,
    "hospital" INTEGER NOT NULL,
    "ratio_ten_thousandths" INTEGER NOT NULL,
    "balance" INTEGER NOT NULL,
    "account_in_fund_total" INTEGER NOT NULL,
    "law_hash" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_settlement_settlement" PRIMARY KEY ("person_id", "settlement_id"),
    CONSTRAINT "fk_settlement_settlement_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "visits_visit" (
    "person_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "ipt_otp_no" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "channel_ground" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "cert_type" TEXT NOT NULL,
    "began_at" TEXT NOT NULL,
    "began_on" TEXT NOT NULL,
    "doctor_code" TEXT NOT NULL,
    "doctor_name" TEXT NOT NULL,
    "dept_code" TEXT NOT NULL,
    "dept_name" TEXT NOT NULL,
    "caty" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "consent" INTEGER NULL,
    "consented_notice" INTEGER NULL,
    "real_time" INTEGER NULL,
    "first_visit" INTEGER NULL,
    "med_type" TEXT NULL,
    "dise_codg" TEXT NULL,
    "dise_name" TEXT NULL,
    "main_condition" TEXT NULL,
    "symptoms" TEXT NULL,
    "proof_on" TEXT NULL,
    "proof_diagnosis" TEXT NULL,
    "proof_source" TEXT NULL,
    "turned_offline" INTEGER NOT NULL,
    "diagnosed_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_visits_visit" PRIMARY KEY ("person_id", "visit_id"),
    CONSTRAINT "fk_visits_visit_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "prices_notice_line" (
    "inst_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "policy" TEXT NOT NULL,
    CONSTRAINT "pk_prices_notice_line" PRIMARY KEY ("inst_id", "number", "item"),
    CONSTRAINT "fk_prices_notice_line_prices_notice_inst_id_number" FOREIGN KEY ("inst_id", "number") REFERENCES "prices_notice" ("inst_id", "number") ON DELETE CASCADE
);

CREATE TABLE "prices_evidence" (
    "inst_id" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "condition" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    CONSTRAINT "pk_prices_evidence" PRIMARY KEY ("inst_id", "proposal_id", "place"),
    CONSTRAINT "fk_prices_evidence_prices_proposal_inst_id_proposal_id" FOREIGN KEY ("inst_id", "proposal_id") REFERENCES "prices_proposal" ("inst_id", "proposal_id") ON DELETE CASCADE
);

CREATE TABLE "publicservice_consultation_words" (
    "inst_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    CONSTRAINT "pk_publicservice_consultation_words" PRIMARY KEY ("inst_id", "number"),
    CONSTRAINT "fk_publicservice_consultation_words_publicservice_consultation_inst_id_number" FOREIGN KEY ("inst_id", "number") REFERENCES "publicservice_consultation" ("inst_id", "number") ON DELETE CASCADE
);

CREATE TABLE "publicservice_publication_clause" (
    "publication_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "area" TEXT NOT NULL,
    "document_id" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    CONSTRAINT "pk_publicservice_publication_clause" PRIMARY KEY ("publication_id", "number"),
    CONSTRAINT "fk_publicservice_publication_clause_publicservice_publication_publication_id" FOREIGN KEY ("publication_id") REFERENCES "publicservice_publication" ("id") ON DELETE CASCADE
);

CREATE TABLE "registry_institution_standing" (
    "fact_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "admdvs" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "grade" TEXT NULL,
    "ownership" TEXT NOT NULL,
    "business_nature" TEXT NOT NULL,
    "internet_hospital" INTEGER NOT NULL,
    "chronic_pharmacy" INTEGER NOT NULL,
    "evidence" TEXT NOT NULL,
    "physical_inst_id" TEXT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NULL,
    "recorded_by" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_institution_standing" PRIMARY KEY ("inst_id", "fact_id"),
    CONSTRAINT "fk_registry_institution_standing_registry_institution_inst_id" FOREIGN KEY ("inst_id") REFERENCES "registry_institution" ("inst_id") ON DELETE CASCADE
);

CREATE TABLE "registry_licence" (
    "fact_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NULL,
    "issuer" TEXT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NULL,
    "recorded_by" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_licence" PRIMARY KEY ("inst_id", "fact_id"),
    CONSTRAINT "fk_registry_licence_registry_institution_inst_id" FOREIGN KEY ("inst_id") REFERENCES "registry_institution" ("inst_id") ON DELETE CASCADE
);

CREATE TABLE "registry_practice" (
    "fact_id" TEXT NOT NULL,
    "practitioner_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "department" TEXT NULL,
    "qualification" TEXT NULL,
    "independent_practice_since" TEXT NULL,
    "consent" INTEGER NOT NULL,
    "signing_key" TEXT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NULL,
    "recorded_by" TEXT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_practice" PRIMARY KEY ("practitioner_id", "inst_id", "fact_id"),
    CONSTRAINT "fk_registry_practice_registry_practitioner_practitioner_id" FOREIGN KEY ("practitioner_id") REFERENCES "registry_practitioner" ("practitioner_id") ON DELETE CASCADE
);

CREATE TABLE "settlement_day_close_item" (
    "inst_id" TEXT NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    CONSTRAINT "pk_settlement_day_close_item" PRIMARY KEY ("inst_id", "settlement_id"),
    CONSTRAINT "fk_settlement_day_close_item_settlement_day_close_inst_id_day" FOREIGN KEY ("inst_id", "day") REFERENCES "settlement_day_close" ("inst_id", "day") ON DELETE CASCADE
);

CREATE TABLE "settlement_day_close_total" (
    "inst_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "settlements" INTEGER NOT NULL,
    "reversals" INTEGER NOT NULL,
    "fee" INTEGER NOT NULL,
    "hifp" INTEGER NOT NULL,
    "hifob" INTEGER NOT NULL,
    "hifmi" INTEGER NOT NULL,
    "hifes" INTEGER NOT NULL,
    "cvlserv" INTEGER NOT NULL,
    "maf" INTEGER NOT NULL,
    "oth" INTEGER NOT NULL,
    "account" INTEGER NOT NULL,
    "family_account" INTEGER NOT NULL,
    "cash" INTEGER NOT NULL,
    "hospital" INTEGER NOT NULL,
    CONSTRAINT "pk_settlement_day_close_total" PRIMARY KEY ("inst_id", "day", "channel", "insutype"),
    CONSTRAINT "fk_settlement_day_close_total_settlement_day_close_inst_id_day" FOREIGN KEY ("inst_id", "day") REFERENCES "settlement_day_close" ("inst_id", "day") ON DELETE CASCADE
);

CREATE TABLE "settlement_statement_break" (
    "inst_id" TEXT NOT NULL,
    "statement_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "setl_id" TEXT NOT NULL,
    "mdtrt_id" TEXT NOT NULL,
    "psn_no" TEXT NOT NULL,
    "stated_fee" INTEGER NULL,
    "stated_fund" INTEGER NULL,
    "stated_account" INTEGER NULL,
    "known_fee" INTEGER NULL,
    "known_fund" INTEGER NULL,
    "known_account" INTEGER NULL,
    CONSTRAINT "pk_settlement_statement_break" PRIMARY KEY ("inst_id", "statement_id", "number"),
    CONSTRAINT "fk_settlement_statement_break_settlement_statement_inst_id_statement_id" FOREIGN KEY ("inst_id", "statement_id") REFERENCES "settlement_statement" ("inst_id", "statement_id") ON DELETE CASCADE
);

CREATE TABLE "registry_disease_registration" (
    "person_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "benefit" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NULL,
    CONSTRAINT "pk_registry_disease_registration" PRIMARY KEY ("person_id", "id"),
    CONSTRAINT "fk_registry_disease_registration_registry_person_person_id" FOREIGN KEY ("person_id") REFERENCES "registry_person" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_enrolment" (
    "person_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "status" TEXT NULL,
    "psn_type" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "civil_servant" INTEGER NOT NULL,
    "employer" TEXT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NULL,
    CONSTRAINT "pk_registry_enrolment" PRIMARY KEY ("person_id", "id"),
    CONSTRAINT "fk_registry_enrolment_registry_person_person_id" FOREIGN KEY ("person_id") REFERENCES "registry_person" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_entitlement" (
    "person_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NULL,
    CONSTRAINT "pk_registry_entitlement" PRIMARY KEY ("person_id", "id"),
    CONSTRAINT "fk_registry_entitlement_registry_person_person_id" FOREIGN KEY ("person_id") REFERENCES "registry_person" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_opening_balance" (
    "person_id" TEXT NOT NULL CONSTRAINT "pk_registry_opening_balance" PRIMARY KEY,
    "balance" INTEGER NOT NULL,
    "opened_on" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "fk_registry_opening_balance_registry_person_person_id" FOREIGN KEY ("person_id") REFERENCES "registry_person" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "settlement_settled_line" (
    "person_id" TEXT NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "feedetl_sn" TEXT NOT NULL,
    "fee" INTEGER NOT NULL,
    "full_self_pay" INTEGER NOT NULL,
    "over_limit" INTEGER NOT NULL,
    "initial_copay" INTEGER NOT NULL,
    "in_scope" INTEGER NOT NULL,
    "deductible" INTEGER NOT NULL,
    "fund" INTEGER NOT NULL,
    "account" INTEGER NOT NULL,
    "cash" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    CONSTRAINT "pk_settlement_settled_line" PRIMARY KEY ("person_id", "settlement_id", "feedetl_sn"),
    CONSTRAINT "fk_settlement_settled_line_settlement_settlement_person_id_settlement_id" FOREIGN KEY ("person_id", "settlement_id") REFERENCES "settlement_settlement" ("person_id", "settlement_id") ON DELETE CASCADE
);

CREATE TABLE "visits_diagnosis" (
    "person_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "diag_type" TEXT NOT NULL,
    "diag_code" TEXT NOT NULL,
    "diag_name" TEXT NOT NULL,
    "diag_dept" TEXT NOT NULL,
    "doctor_code" TEXT NOT NULL,
    "doctor_name" TEXT NOT NULL,
    "diagnosed_at" TEXT NOT NULL,
    CONSTRAINT "pk_visits_diagnosis" PRIMARY KEY ("person_id", "visit_id", "place"),
    CONSTRAINT "fk_visits_diagnosis_visits_visit_person_id_visit_id" FOREIGN KEY ("person_id", "visit_id") REFERENCES "visits_visit" ("person_id", "visit_id") ON DELETE CASCADE
);

CREATE TABLE "visits_record" (
    "person_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    CONSTRAINT "pk_visits_record" PRIMARY KEY ("person_id", "visit_id", "number"),
    CONSTRAINT "fk_visits_record_visits_visit_person_id_visit_id" FOREIGN KEY ("person_id", "visit_id") REFERENCES "visits_visit" ("person_id", "visit_id") ON DELETE CASCADE
);

CREATE TABLE "prices_evidence_content" (
    "inst_id" TEXT NOT NULL,
    "proposal_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_prices_evidence_content" PRIMARY KEY ("inst_id", "proposal_id", "place"),
    CONSTRAINT "fk_prices_evidence_content_prices_evidence_inst_id_proposal_id_place" FOREIGN KEY ("inst_id", "proposal_id", "place") REFERENCES "prices_evidence" ("inst_id", "proposal_id", "place") ON DELETE CASCADE
);

CREATE INDEX "ix_acceptance_run_inst_id_state" ON "acceptance_run" ("inst_id", "state");

CREATE INDEX "ix_agreements_application_is_pending" ON "agreements_application" ("is_pending");

CREATE UNIQUE INDEX "ix_agreements_event_inst_id_place" ON "agreements_event" ("inst_id", "place");

CREATE INDEX "ix_exchange_file_content_inst_id_until" ON "exchange_file_content" ("inst_id", "until");

CREATE INDEX "ix_exchange_settlement_list_person_id_settlement_id" ON "exchange_settlement_list" ("person_id", "settlement_id");

CREATE INDEX "ix_platform_outbox_bucket_created_at" ON "platform_outbox" ("bucket", "created_at") WHERE sent_at IS NULL;

CREATE INDEX "ix_prescriptions_goods_record_inst_id_bchno" ON "prescriptions_goods_record" ("inst_id", "bchno");

CREATE INDEX "ix_prescriptions_goods_record_person_id" ON "prescriptions_goods_record" ("person_id");

CREATE INDEX "ix_prescriptions_holding_inst_id_is_open_since" ON "prescriptions_holding" ("inst_id", "is_open", "since");

CREATE UNIQUE INDEX "ix_prescriptions_number_inst_id_handle" ON "prescriptions_number" ("inst_id", "handle");

CREATE UNIQUE INDEX "ix_prescriptions_number_inst_id_hosp_rxno" ON "prescriptions_number" ("inst_id", "hosp_rxno");

CREATE INDEX "ix_prescriptions_trace_event_person_id" ON "prescriptions_trace_event" ("person_id");

CREATE INDEX "ix_prices_consent_person_id_visit_id" ON "prices_consent" ("person_id", "visit_id");

CREATE INDEX "ix_prices_proposal_area_state" ON "prices_proposal" ("area", "state");

CREATE INDEX "ix_publicservice_consultation_inst_id_answered_at" ON "publicservice_consultation" ("inst_id", "answered_at");

CREATE INDEX "ix_publicservice_consultation_number" ON "publicservice_consultation" ("number");

CREATE INDEX "ix_publicservice_duty_inst_id_ends_at" ON "publicservice_duty" ("inst_id", "ends_at");

CREATE INDEX "ix_publicservice_publication_kind_area" ON "publicservice_publication" ("kind", "area");

CREATE INDEX "ix_registry_access_access_key" ON "registry_access" ("access_key");

CREATE INDEX "ix_registry_access_epc_app_id" ON "registry_access" ("epc_app_id");

CREATE INDEX "ix_registry_catalogue_mapping_inst_id_own_code" ON "registry_catalogue_mapping" ("inst_id", "own_code");

CREATE INDEX "ix_registry_delivery_enterprise_code" ON "registry_delivery_enterprise" ("code");

CREATE INDEX "ix_registry_eligibility_event_code" ON "registry_eligibility_event" ("code");

CREATE UNIQUE INDEX "ix_registry_institution_code" ON "registry_institution" ("code");

CREATE INDEX "ix_registry_nonce_inst_id_until" ON "registry_nonce" ("inst_id", "until");

CREATE INDEX "ix_registry_practice_inst_id" ON "registry_practice" ("inst_id");

CREATE UNIQUE INDEX "ix_registry_practitioner_code" ON "registry_practitioner" ("code");

CREATE INDEX "ix_registry_sign_in_inst_id_opter_no_signed_in_at" ON "registry_sign_in" ("inst_id", "opter_no", "signed_in_at");

CREATE INDEX "ix_registry_training_inst_id_held_on" ON "registry_training" ("inst_id", "held_on");

CREATE INDEX "ix_settlement_day_close_item_inst_id_day" ON "settlement_day_close_item" ("inst_id", "day");

CREATE INDEX "ix_settlement_family_bond_holder_id" ON "settlement_family_bond" ("holder_id");

CREATE INDEX "ix_settlement_law_draft_proposed_at" ON "settlement_law_draft" ("proposed_at");

CREATE INDEX "ix_settlement_law_publication_since" ON "settlement_law_publication" ("since");

CREATE INDEX "ix_settlement_ledger_entry_person_id_settlement_id" ON "settlement_ledger_entry" ("person_id", "settlement_id");

CREATE INDEX "ix_settlement_settlement_inst_id_settled_at" ON "settlement_settlement" ("inst_id", "settled_at");

CREATE INDEX "ix_settlement_settlement_person_id_visit_id" ON "settlement_settlement" ("person_id", "visit_id");

CREATE INDEX "ix_trail_access_batch_at" ON "trail_access_batch" ("at");

CREATE INDEX "ix_trail_access_log_subject_class_subject" ON "trail_access_log" ("subject_class", "subject");

CREATE INDEX "ix_trail_institution_entry_at" ON "trail_institution_entry" ("at");

CREATE UNIQUE INDEX "ix_trail_leaf_subject_class_subject_seq" ON "trail_leaf" ("subject_class", "subject", "seq");

CREATE INDEX "ix_trail_person_entry_at" ON "trail_person_entry" ("at");

CREATE INDEX "ix_trail_region_entry_at" ON "trail_region_entry" ("at");

CREATE INDEX "ix_visits_visit_person_id_began_on" ON "visits_visit" ("person_id", "began_on");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122220040_Initial', '10.0.14');

COMMIT;

