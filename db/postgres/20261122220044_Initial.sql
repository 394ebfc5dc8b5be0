CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE acceptance_call (
        inst_id uuid NOT NULL,
        run_id uuid NOT NULL,
        seq integer NOT NULL,
        at timestamp with time zone NOT NULL,
        infno character varying(10) NOT NULL,
        msg_id character varying(50) NOT NULL,
        person character varying(50),
        code character varying(50) NOT NULL,
        fault character varying(10) NOT NULL,
        request text NOT NULL,
        answer text NOT NULL,
        CONSTRAINT pk_acceptance_call PRIMARY KEY (inst_id, run_id, seq)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE acceptance_door (
        area_code character varying(30) NOT NULL,
        inst_id uuid NOT NULL,
        run_id uuid NOT NULL,
        CONSTRAINT pk_acceptance_door PRIMARY KEY (area_code)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE acceptance_evidence (
        inst_id uuid NOT NULL,
        run_id uuid NOT NULL,
        item character varying(50) NOT NULL,
        filing integer NOT NULL,
        form character varying(50) NOT NULL,
        name character varying(200) NOT NULL,
        digest character varying(64) NOT NULL,
        cases integer NOT NULL,
        filed_by character varying(200) NOT NULL,
        filed_at timestamp with time zone NOT NULL,
        state character varying(32) NOT NULL,
        judged_by character varying(200),
        judged_at timestamp with time zone,
        reason character varying(500),
        version integer NOT NULL,
        CONSTRAINT pk_acceptance_evidence PRIMARY KEY (inst_id, run_id, item, filing)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE acceptance_run (
        inst_id uuid NOT NULL,
        run_id uuid NOT NULL,
        state character varying(32) NOT NULL,
        started_by character varying(200) NOT NULL,
        started_at timestamp with time zone NOT NULL,
        region character varying(6) NOT NULL,
        set_version character varying(50) NOT NULL,
        set_digest character varying(64) NOT NULL,
        "cast" text NOT NULL,
        finished_at timestamp with time zone,
        passed boolean NOT NULL,
        report text,
        digest character varying(64),
        signature character varying(200),
        decided_by character varying(200),
        decided_at timestamp with time zone,
        reason character varying(500),
        version integer NOT NULL,
        CONSTRAINT pk_acceptance_run PRIMARY KEY (inst_id, run_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE agreements_application (
        inst_id uuid NOT NULL,
        application_id uuid NOT NULL,
        for_inst uuid NOT NULL,
        opened_at timestamp with time zone NOT NULL,
        is_pending boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_agreements_application PRIMARY KEY (inst_id, application_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE agreements_appraisal (
        inst_id uuid NOT NULL,
        year integer NOT NULL,
        amendment integer NOT NULL,
        score integer NOT NULL,
        base bigint NOT NULL,
        deposit bigint NOT NULL,
        deduction bigint NOT NULL,
        detail text NOT NULL,
        recorded_by character varying(200) NOT NULL,
        recorded_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_agreements_appraisal PRIMARY KEY (inst_id, year, amendment)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE agreements_event (
        inst_id uuid NOT NULL,
        stream_id uuid NOT NULL,
        seq integer NOT NULL,
        place integer NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        kind character varying(40) NOT NULL,
        data text NOT NULL,
        CONSTRAINT pk_agreements_event PRIMARY KEY (inst_id, stream_id, seq)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE agreements_standing (
        inst_id uuid NOT NULL,
        agreement_id uuid NOT NULL,
        seq integer NOT NULL,
        kind character varying(32) NOT NULL,
        for_inst uuid NOT NULL,
        state character varying(32) NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        source character varying(200) NOT NULL,
        since timestamp with time zone NOT NULL,
        until timestamp with time zone,
        waits boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_agreements_standing PRIMARY KEY (inst_id, agreement_id, seq)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE exchange_file (
        inst_id uuid NOT NULL,
        file_id uuid NOT NULL,
        name character varying(200) NOT NULL,
        kind character varying(32) NOT NULL,
        size integer NOT NULL,
        digest character varying(64) NOT NULL,
        actor character varying(64) NOT NULL,
        received_at timestamp with time zone NOT NULL,
        until timestamp with time zone NOT NULL,
        CONSTRAINT pk_exchange_file PRIMARY KEY (inst_id, file_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE platform_batch_claim (
        person_id uuid NOT NULL,
        mdtrt_id uuid NOT NULL,
        chrg_bchno character varying(30) NOT NULL,
        generation integer NOT NULL,
        settlement_id uuid NOT NULL,
        created_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_platform_batch_claim PRIMARY KEY (person_id, mdtrt_id, chrg_bchno, generation)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE platform_claim (
        inst_id uuid NOT NULL,
        infno character varying(6) NOT NULL,
        msgid character varying(30) NOT NULL,
        digest character varying(64) NOT NULL,
        person_id uuid,
        settlement_id uuid,
        trail_seq bigint,
        result text NOT NULL,
        created_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_platform_claim PRIMARY KEY (inst_id, infno, msgid)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE platform_institution_anchor (
        inst_id uuid NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_platform_institution_anchor PRIMARY KEY (inst_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE platform_outbox (
        person_id uuid NOT NULL,
        id uuid NOT NULL,
        seq bigint NOT NULL,
        bucket integer NOT NULL,
        kind character varying(64) NOT NULL,
        payload text NOT NULL,
        created_at timestamp with time zone NOT NULL,
        attempts integer NOT NULL,
        not_before timestamp with time zone,
        parked_at timestamp with time zone,
        sent_at timestamp with time zone,
        CONSTRAINT pk_platform_outbox PRIMARY KEY (person_id, id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE platform_outbox_lease (
        bucket integer NOT NULL,
        holder uuid NOT NULL,
        until timestamp with time zone NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_platform_outbox_lease PRIMARY KEY (bucket)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE platform_person_anchor (
        person_id uuid NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_platform_person_anchor PRIMARY KEY (person_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE platform_staff_record (
        name character varying(200) NOT NULL,
        role character varying(50) NOT NULL,
        regions text NOT NULL,
        institution text,
        token character varying(64),
        password character varying(64),
        code character varying(64),
        own_password text,
        version integer NOT NULL,
        CONSTRAINT pk_platform_staff_record PRIMARY KEY (name)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE platform_used_code (
        name character varying(200) NOT NULL,
        step bigint NOT NULL,
        CONSTRAINT pk_platform_used_code PRIMARY KEY (name)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prescriptions_file (
        person_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        digest character varying(64) NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT pk_prescriptions_file PRIMARY KEY (person_id, rx_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prescriptions_goods_record (
        inst_id uuid NOT NULL,
        record_id uuid NOT NULL,
        is_return boolean NOT NULL,
        person_id uuid,
        settlement_id uuid,
        item_code character varying(50) NOT NULL,
        bchno character varying(30) NOT NULL,
        document character varying(60) NOT NULL,
        is_split boolean NOT NULL,
        count_ten_thousandths bigint NOT NULL,
        moved_at timestamp with time zone NOT NULL,
        recorded_at timestamp with time zone NOT NULL,
        codes text NOT NULL,
        details text NOT NULL,
        actor character varying(200) NOT NULL,
        withdrawn_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_prescriptions_goods_record PRIMARY KEY (inst_id, record_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prescriptions_holding (
        inst_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        person_id uuid NOT NULL,
        since timestamp with time zone NOT NULL,
        is_open boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_prescriptions_holding PRIMARY KEY (inst_id, rx_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prescriptions_number (
        inst_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        hosp_rxno character varying(40) NOT NULL,
        handle character varying(8) NOT NULL,
        person_id uuid NOT NULL,
        CONSTRAINT pk_prescriptions_number PRIMARY KEY (inst_id, rx_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prescriptions_trace_code (
        code character varying(30) NOT NULL,
        state character varying(32) NOT NULL,
        is_split boolean NOT NULL,
        inst_id uuid,
        person_id uuid,
        settlement_id uuid,
        document character varying(60),
        at timestamp with time zone NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_prescriptions_trace_code PRIMARY KEY (code)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prescriptions_trace_event (
        code character varying(30) NOT NULL,
        seq integer NOT NULL,
        at timestamp with time zone NOT NULL,
        move character varying(32) NOT NULL,
        inst_id uuid NOT NULL,
        person_id uuid,
        settlement_id uuid,
        sale_id uuid,
        document character varying(60) NOT NULL,
        is_split boolean NOT NULL,
        item_code character varying(50),
        bchno character varying(30),
        actor character varying(200) NOT NULL,
        CONSTRAINT pk_prescriptions_trace_event PRIMARY KEY (code, seq)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_decision (
        area character varying(6) NOT NULL,
        item character varying(50) NOT NULL,
        number integer NOT NULL,
        included boolean NOT NULL,
        effective_on date NOT NULL,
        document character varying(100) NOT NULL,
        clinical_value character varying(500) NOT NULL,
        price_level character varying(500) NOT NULL,
        affordability character varying(500) NOT NULL,
        decided_by character varying(200) NOT NULL,
        decided_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_prices_decision PRIMARY KEY (area, item, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_filing (
        inst_id uuid NOT NULL,
        item character varying(50) NOT NULL,
        number integer NOT NULL,
        area character varying(6) NOT NULL,
        name character varying(200) NOT NULL,
        unit character varying(20) NOT NULL,
        kind character varying(32) NOT NULL,
        price bigint NOT NULL,
        cost bigint NOT NULL,
        cost_basis character varying(1000) NOT NULL,
        effective_on date NOT NULL,
        filed_by character varying(200) NOT NULL,
        filed_at timestamp with time zone NOT NULL,
        insurance_by character varying(200),
        insurance_at timestamp with time zone,
        health_by character varying(200),
        health_at timestamp with time zone,
        market_by character varying(200),
        market_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_prices_filing PRIMARY KEY (inst_id, item, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_inclusion (
        inst_id uuid NOT NULL,
        item character varying(50) NOT NULL,
        number integer NOT NULL,
        area character varying(6) NOT NULL,
        offline_item character varying(50) NOT NULL,
        content character varying(1000) NOT NULL,
        price bigint NOT NULL,
        public_price bigint NOT NULL,
        effective_on date NOT NULL,
        state character varying(32) NOT NULL,
        filing_number character varying(100),
        reason character varying(500),
        filed_by character varying(200) NOT NULL,
        filed_at timestamp with time zone NOT NULL,
        decided_by character varying(200),
        decided_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_prices_inclusion PRIMARY KEY (inst_id, item, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_item (
        area character varying(6) NOT NULL,
        code character varying(50) NOT NULL,
        name character varying(200) NOT NULL,
        source character varying(32) NOT NULL,
        unit character varying(20),
        offline_item character varying(50),
        proposal_id uuid,
        approval character varying(100),
        enabled_from date,
        registered_by character varying(200) NOT NULL,
        registered_at timestamp with time zone NOT NULL,
        enabled_by character varying(200),
        version integer NOT NULL,
        CONSTRAINT pk_prices_item PRIMARY KEY (area, code)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_item_term (
        area character varying(6) NOT NULL,
        code character varying(50) NOT NULL,
        number integer NOT NULL,
        stage character varying(32) NOT NULL,
        effective_on date NOT NULL,
        trial_until date,
        ceiling bigint,
        document character varying(100) NOT NULL,
        decided_by character varying(200) NOT NULL,
        decided_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_prices_item_term PRIMARY KEY (area, code, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_notice (
        inst_id uuid NOT NULL,
        number integer NOT NULL,
        effective_on date NOT NULL,
        published_by character varying(200) NOT NULL,
        published_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_prices_notice PRIMARY KEY (inst_id, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_proposal (
        inst_id uuid NOT NULL,
        proposal_id uuid NOT NULL,
        area character varying(6) NOT NULL,
        name character varying(200) NOT NULL,
        scope character varying(1000) NOT NULL,
        unit character varying(20) NOT NULL,
        source character varying(32) NOT NULL,
        offline_item character varying(50),
        answers text NOT NULL,
        "similar" text NOT NULL,
        difference character varying(1000),
        state character varying(32) NOT NULL,
        reason character varying(500),
        clauses character varying(500),
        applied_by character varying(200) NOT NULL,
        applied_at timestamp with time zone NOT NULL,
        accepted_by character varying(200),
        accepted_at timestamp with time zone,
        reviewed_by character varying(200),
        reviewed_at timestamp with time zone,
        decided_by character varying(200),
        decided_at timestamp with time zone,
        document character varying(100),
        ceiling bigint,
        version integer NOT NULL,
        CONSTRAINT pk_prices_proposal PRIMARY KEY (inst_id, proposal_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_standing (
        inst_id uuid NOT NULL,
        item character varying(50) NOT NULL,
        kind character varying(32) NOT NULL,
        area character varying(6) NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        number integer NOT NULL,
        price bigint,
        words character varying(40) NOT NULL,
        premium boolean NOT NULL,
        overseas boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_prices_standing PRIMARY KEY (inst_id, item, kind, area, valid_from)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE publicservice_asker (
        inst_id uuid NOT NULL,
        number character varying(18) NOT NULL,
        person_id uuid NOT NULL,
        entered_by character varying(200) NOT NULL,
        entered_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_publicservice_asker PRIMARY KEY (inst_id, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE publicservice_consultation (
        inst_id uuid NOT NULL,
        number character varying(18) NOT NULL,
        area character varying(6) NOT NULL,
        "group" character varying(32) NOT NULL,
        asked_at timestamp with time zone NOT NULL,
        answer character varying(1000),
        answered_by character varying(200),
        answered_role character varying(20),
        answered_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_publicservice_consultation PRIMARY KEY (inst_id, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE publicservice_duty (
        inst_id uuid NOT NULL,
        duty_id uuid NOT NULL,
        practitioner character varying(50) NOT NULL,
        kind character varying(20) NOT NULL,
        starts_at timestamp with time zone NOT NULL,
        ends_at timestamp with time zone NOT NULL,
        entered_by character varying(200) NOT NULL,
        entered_at timestamp with time zone NOT NULL,
        removed_by character varying(200),
        removed_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_publicservice_duty PRIMARY KEY (inst_id, duty_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE publicservice_publication (
        id uuid NOT NULL,
        kind character varying(32) NOT NULL,
        area character varying(6) NOT NULL,
        title character varying(200) NOT NULL,
        text character varying(4000) NOT NULL,
        effective_on date NOT NULL,
        effective_to date,
        state character varying(32) NOT NULL,
        office character varying(20) NOT NULL,
        drafted_by character varying(200) NOT NULL,
        drafted_at timestamp with time zone NOT NULL,
        published_by character varying(200),
        published_at timestamp with time zone,
        withdrawn_by character varying(200),
        withdrawn_at timestamp with time zone,
        withdrawn_reason character varying(500),
        version integer NOT NULL,
        CONSTRAINT pk_publicservice_publication PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_access (
        inst_id uuid NOT NULL,
        signing character varying(32) NOT NULL,
        access_key character varying(100) NOT NULL,
        token_user character varying(100),
        window_seconds integer NOT NULL,
        secrets bytea NOT NULL,
        public_key bytea,
        infcode character varying(32) NOT NULL,
        nodes character varying(32) NOT NULL,
        expects_account_in_fund_total boolean,
        epc_app_id character varying(100),
        epc_public_key bytea,
        epc_signature character varying(32),
        epc_numbers character varying(32),
        set_at timestamp with time zone NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_registry_access PRIMARY KEY (inst_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_catalogue_entry (
        code character varying(50) NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        name text NOT NULL,
        kind text NOT NULL,
        class text NOT NULL,
        initial_copay_ten_thousandths integer NOT NULL,
        charge_category text NOT NULL,
        price bigint NOT NULL,
        ceiling bigint,
        restricted boolean NOT NULL,
        source text NOT NULL,
        CONSTRAINT pk_registry_catalogue_entry PRIMARY KEY (code, valid_from)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_catalogue_mapping (
        inst_id uuid NOT NULL,
        mapping_id uuid NOT NULL,
        own_code character varying(150) NOT NULL,
        own_name character varying(200) NOT NULL,
        list_type character varying(6) NOT NULL,
        med_list_codg character varying(50) NOT NULL,
        details text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        holds_until date,
        uploaded_at timestamp with time zone NOT NULL,
        opter_no character varying(30) NOT NULL,
        withdrawn_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_registry_catalogue_mapping PRIMARY KEY (inst_id, mapping_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_delivery_enterprise (
        fact_id uuid NOT NULL,
        enterprise_id uuid NOT NULL,
        code character varying(50) NOT NULL,
        name character varying(200) NOT NULL,
        uscc text NOT NULL,
        admdvs text NOT NULL,
        gsp_number text NOT NULL,
        gsp_issuer text NOT NULL,
        phone text,
        valid_from date NOT NULL,
        valid_to date,
        source text NOT NULL,
        recorded_at timestamp with time zone,
        recorded_by text,
        withdrawn_at timestamp with time zone,
        withdrawn_by text,
        version integer NOT NULL,
        CONSTRAINT pk_registry_delivery_enterprise PRIMARY KEY (enterprise_id, fact_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_designation (
        fact_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        state character varying(32) NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        source text NOT NULL,
        recorded_at timestamp with time zone,
        recorded_by text,
        withdrawn_at timestamp with time zone,
        withdrawn_by text,
        version integer NOT NULL,
        CONSTRAINT pk_registry_designation PRIMARY KEY (inst_id, fact_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_eligibility_event (
        practitioner_id uuid NOT NULL,
        seq integer NOT NULL,
        code character varying(30) NOT NULL,
        act character varying(32) NOT NULL,
        points integer NOT NULL,
        at timestamp with time zone NOT NULL,
        reason character varying(500) NOT NULL,
        document character varying(100) NOT NULL,
        by character varying(200) NOT NULL,
        CONSTRAINT pk_registry_eligibility_event PRIMARY KEY (practitioner_id, seq)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_export (
        inst_id uuid NOT NULL,
        export_id uuid NOT NULL,
        kind character varying(20) NOT NULL,
        "on" date NOT NULL,
        format character varying(8) NOT NULL,
        unmasked boolean NOT NULL,
        regions character varying(200) NOT NULL,
        reason character varying(500) NOT NULL,
        requested_by character varying(200) NOT NULL,
        requested_at timestamp with time zone NOT NULL,
        state character varying(32) NOT NULL,
        decided_by character varying(200),
        decided_at timestamp with time zone,
        downloaded_at timestamp with time zone,
        rows integer,
        version integer NOT NULL,
        CONSTRAINT pk_registry_export PRIMARY KEY (inst_id, export_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_import (
        inst_id uuid NOT NULL,
        import_id uuid NOT NULL,
        kind character varying(20) NOT NULL,
        file_name character varying(200) NOT NULL,
        document character varying(200) NOT NULL,
        file_digest text NOT NULL,
        plan_digest text NOT NULL,
        rows integer NOT NULL,
        bad integer NOT NULL,
        warnings integer NOT NULL,
        changing integer NOT NULL,
        report text NOT NULL,
        by character varying(200) NOT NULL,
        at timestamp with time zone NOT NULL,
        state character varying(32) NOT NULL,
        committed_at timestamp with time zone,
        good_only boolean NOT NULL,
        parts integer NOT NULL,
        parts_done integer NOT NULL,
        written integer NOT NULL,
        present integer NOT NULL,
        refused integer NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_registry_import PRIMARY KEY (inst_id, import_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_import_findings (
        inst_id uuid NOT NULL,
        import_id uuid NOT NULL,
        piece integer NOT NULL,
        at timestamp with time zone NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT pk_registry_import_findings PRIMARY KEY (inst_id, import_id, piece)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_institution (
        inst_id uuid NOT NULL,
        code character varying(30) NOT NULL,
        name character varying(200) NOT NULL,
        uscc character varying(50) NOT NULL,
        kind character varying(32) NOT NULL,
        CONSTRAINT pk_registry_institution PRIMARY KEY (inst_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_institution_profile (
        fact_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        address character varying(300),
        phone character varying(50),
        departments character varying(1000),
        valid_from date NOT NULL,
        valid_to date,
        source text NOT NULL,
        recorded_at timestamp with time zone,
        recorded_by text,
        withdrawn_at timestamp with time zone,
        withdrawn_by text,
        version integer NOT NULL,
        CONSTRAINT pk_registry_institution_profile PRIMARY KEY (inst_id, fact_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_nonce (
        inst_id uuid NOT NULL,
        digest character varying(64) NOT NULL,
        until timestamp with time zone NOT NULL,
        CONSTRAINT pk_registry_nonce PRIMARY KEY (inst_id, digest)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_person_key (
        digest character varying(64) NOT NULL,
        kind text NOT NULL,
        person_id uuid NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        CONSTRAINT pk_registry_person_key PRIMARY KEY (digest)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_practitioner (
        practitioner_id uuid NOT NULL,
        code character varying(30) NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        CONSTRAINT pk_registry_practitioner PRIMARY KEY (practitioner_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_sign_in (
        inst_id uuid NOT NULL,
        id uuid NOT NULL,
        opter_no character varying(30) NOT NULL,
        mac character varying(50) NOT NULL,
        ip character varying(50) NOT NULL,
        signed_in_at timestamp with time zone NOT NULL,
        valid_until timestamp with time zone NOT NULL,
        signed_out_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_registry_sign_in PRIMARY KEY (inst_id, id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_training (
        inst_id uuid NOT NULL,
        record_id uuid NOT NULL,
        kind character varying(32) NOT NULL,
        held_on date NOT NULL,
        title character varying(200) NOT NULL,
        count integer NOT NULL,
        summary character varying(2000) NOT NULL,
        by character varying(200) NOT NULL,
        at timestamp with time zone NOT NULL,
        withdrawn_at timestamp with time zone,
        withdrawn_by character varying(200),
        version integer NOT NULL,
        CONSTRAINT pk_registry_training PRIMARY KEY (inst_id, record_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_uploaded_table (
        inst_id uuid NOT NULL,
        import_id uuid NOT NULL,
        part integer NOT NULL,
        at timestamp with time zone NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT pk_registry_uploaded_table PRIMARY KEY (inst_id, import_id, part)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_budget (
        inst_id uuid NOT NULL,
        year integer NOT NULL,
        amendment integer NOT NULL,
        amount bigint NOT NULL,
        effective_on date NOT NULL,
        document character varying(100) NOT NULL,
        reason character varying(500) NOT NULL,
        thresholds character varying(200) NOT NULL,
        proposed_by character varying(200) NOT NULL,
        proposed_at timestamp with time zone NOT NULL,
        state character varying(32) NOT NULL,
        decided_by character varying(200),
        decided_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_settlement_budget PRIMARY KEY (inst_id, year, amendment)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_day_close (
        inst_id uuid NOT NULL,
        day date NOT NULL,
        closed_at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        items integer NOT NULL,
        fee bigint NOT NULL,
        fund bigint NOT NULL,
        CONSTRAINT pk_settlement_day_close PRIMARY KEY (inst_id, day)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_export (
        inst_id uuid NOT NULL,
        export_id uuid NOT NULL,
        filter text NOT NULL,
        format character varying(8) NOT NULL,
        unmasked boolean NOT NULL,
        reason character varying(500) NOT NULL,
        requested_by character varying(200) NOT NULL,
        requested_at timestamp with time zone NOT NULL,
        state character varying(32) NOT NULL,
        decided_by character varying(200),
        decided_at timestamp with time zone,
        downloaded_at timestamp with time zone,
        rows integer,
        version integer NOT NULL,
        CONSTRAINT pk_settlement_export PRIMARY KEY (inst_id, export_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_law_draft (
        draft_id uuid NOT NULL,
        title character varying(500) NOT NULL,
        reason character varying(500) NOT NULL,
        files bytea NOT NULL,
        based_on character varying(64) NOT NULL,
        makes character varying(64) NOT NULL,
        report text NOT NULL,
        effect text NOT NULL,
        proposed_by character varying(200) NOT NULL,
        proposed_at timestamp with time zone NOT NULL,
        state character varying(32) NOT NULL,
        decided_by character varying(200),
        decided_at timestamp with time zone,
        word character varying(500),
        version integer NOT NULL,
        CONSTRAINT pk_settlement_law_draft PRIMARY KEY (draft_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_law_library (
        hash character varying(64) NOT NULL,
        known_from timestamp with time zone NOT NULL,
        archive bytea NOT NULL,
        CONSTRAINT pk_settlement_law_library PRIMARY KEY (hash)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_law_publication (
        number integer NOT NULL,
        hash character varying(64) NOT NULL,
        since timestamp with time zone NOT NULL,
        by character varying(200) NOT NULL,
        CONSTRAINT pk_settlement_law_publication PRIMARY KEY (number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_manual_claim (
        inst_id uuid NOT NULL,
        invono character varying(20) NOT NULL,
        generation integer NOT NULL,
        person_id uuid NOT NULL,
        settlement_id uuid NOT NULL,
        reason character varying(500) NOT NULL,
        entered_by character varying(200) NOT NULL,
        at timestamp with time zone NOT NULL,
        CONSTRAINT pk_settlement_manual_claim PRIMARY KEY (inst_id, invono, generation)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_statement (
        inst_id uuid NOT NULL,
        statement_id uuid NOT NULL,
        infno character varying(6) NOT NULL,
        msgid character varying(30) NOT NULL,
        insutype text,
        clr_type text,
        setl_optins text NOT NULL,
        "from" date NOT NULL,
        "to" date NOT NULL,
        stated_fee bigint NOT NULL,
        stated_fund bigint NOT NULL,
        stated_personal bigint NOT NULL,
        stated_count integer NOT NULL,
        known_fee bigint NOT NULL,
        known_fund bigint NOT NULL,
        known_personal bigint NOT NULL,
        known_count integer NOT NULL,
        result character varying(6) NOT NULL,
        breaks integer NOT NULL,
        file_query_no text,
        at timestamp with time zone NOT NULL,
        CONSTRAINT pk_settlement_statement PRIMARY KEY (inst_id, statement_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_access_batch (
        batch_id uuid NOT NULL,
        at timestamp with time zone NOT NULL,
        lines bigint NOT NULL,
        lines_digest bytea NOT NULL,
        digest bytea NOT NULL,
        CONSTRAINT pk_trail_access_batch PRIMARY KEY (batch_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_access_log (
        batch_id uuid NOT NULL,
        line bigint NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        subject_class character varying(32) NOT NULL,
        subject character varying(64) NOT NULL,
        action character varying(64) NOT NULL,
        target character varying(200) NOT NULL,
        outcome character varying(64) NOT NULL,
        CONSTRAINT pk_trail_access_log PRIMARY KEY (batch_id, line)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_checkpoint (
        number bigint NOT NULL,
        size bigint NOT NULL,
        root bytea NOT NULL,
        at timestamp with time zone NOT NULL,
        key_fingerprint character varying(64) NOT NULL,
        signature bytea NOT NULL,
        frontier bytea NOT NULL,
        CONSTRAINT pk_trail_checkpoint PRIMARY KEY (number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_institution_entry (
        seq bigint NOT NULL,
        inst_id uuid NOT NULL,
        kind character varying(64) NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        commitment bytea NOT NULL,
        payload_ref uuid NOT NULL,
        previous bytea NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT pk_trail_institution_entry PRIMARY KEY (inst_id, seq)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_institution_payload (
        payload_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        body bytea NOT NULL,
        CONSTRAINT pk_trail_institution_payload PRIMARY KEY (inst_id, payload_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_key (
        fingerprint character varying(64) NOT NULL,
        public_key bytea NOT NULL,
        valid_from timestamp with time zone NOT NULL,
        valid_to timestamp with time zone,
        signature bytea NOT NULL,
        CONSTRAINT pk_trail_key PRIMARY KEY (fingerprint)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_leaf (
        leaf_index bigint NOT NULL,
        subject_class character varying(32) NOT NULL,
        subject character varying(64) NOT NULL,
        seq bigint NOT NULL,
        head_hash bytea NOT NULL,
        CONSTRAINT pk_trail_leaf PRIMARY KEY (leaf_index)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_person_entry (
        seq bigint NOT NULL,
        person_id uuid NOT NULL,
        kind character varying(64) NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        commitment bytea NOT NULL,
        payload_ref uuid NOT NULL,
        previous bytea NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT pk_trail_person_entry PRIMARY KEY (person_id, seq)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_person_payload (
        payload_id uuid NOT NULL,
        person_id uuid NOT NULL,
        generation integer NOT NULL,
        body bytea NOT NULL,
        CONSTRAINT pk_trail_person_payload PRIMARY KEY (person_id, payload_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_region_entry (
        seq bigint NOT NULL,
        region_id character varying(64) NOT NULL,
        kind character varying(64) NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        commitment bytea NOT NULL,
        payload_ref uuid NOT NULL,
        previous bytea NOT NULL,
        hash bytea NOT NULL,
        CONSTRAINT pk_trail_region_entry PRIMARY KEY (region_id, seq)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_region_payload (
        payload_id uuid NOT NULL,
        region_id character varying(64) NOT NULL,
        body bytea NOT NULL,
        CONSTRAINT pk_trail_region_payload PRIMARY KEY (region_id, payload_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE trail_subject_key (
        person_id uuid NOT NULL,
        generation integer NOT NULL,
        at timestamp with time zone NOT NULL,
        wrapped bytea,
        CONSTRAINT pk_trail_subject_key PRIMARY KEY (person_id, generation)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE exchange_file_content (
        inst_id uuid NOT NULL,
        file_id uuid NOT NULL,
        until timestamp with time zone NOT NULL,
        size integer NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT pk_exchange_file_content PRIMARY KEY (inst_id, file_id),
        CONSTRAINT fk_exchange_file_content_exchange_file_inst_id_file_id FOREIGN KEY (inst_id, file_id) REFERENCES exchange_file (inst_id, file_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE exchange_settlement_list (
        person_id uuid NOT NULL,
        list_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        visit_id uuid NOT NULL,
        settlement_id uuid NOT NULL,
        status_type character varying(6),
        content text NOT NULL,
        opter_no character varying(30) NOT NULL,
        received_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_exchange_settlement_list PRIMARY KEY (person_id, list_id),
        CONSTRAINT fk_exchange_settlement_list_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prescriptions_event (
        person_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        seq integer NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        kind character varying(40) NOT NULL,
        data text NOT NULL,
        CONSTRAINT pk_prescriptions_event PRIMARY KEY (person_id, rx_id, seq),
        CONSTRAINT fk_prescriptions_event_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prescriptions_prescription (
        person_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        hosp_rxno character varying(40) NOT NULL,
        handle character varying(8) NOT NULL,
        visit_id uuid NOT NULL,
        prescriber character varying(30) NOT NULL,
        text text NOT NULL,
        state character varying(32) NOT NULL,
        pharmacist character varying(30),
        holder uuid,
        is_to_be_revoked boolean NOT NULL,
        valid_until timestamp with time zone NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_prescriptions_prescription PRIMARY KEY (person_id, rx_id),
        CONSTRAINT fk_prescriptions_prescription_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prescriptions_trace_line (
        person_id uuid NOT NULL,
        settlement_id uuid NOT NULL,
        code character varying(30) NOT NULL,
        feedetl_sn character varying(30),
        CONSTRAINT pk_prescriptions_trace_line PRIMARY KEY (person_id, settlement_id, code),
        CONSTRAINT fk_prescriptions_trace_line_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_consent (
        person_id uuid NOT NULL,
        consent_id uuid NOT NULL,
        visit_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        notice integer NOT NULL,
        way character varying(16) NOT NULL,
        confirmed_by character varying(16) NOT NULL,
        given_at timestamp with time zone NOT NULL,
        recorded_by character varying(200) NOT NULL,
        recorded_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_prices_consent PRIMARY KEY (person_id, consent_id),
        CONSTRAINT fk_prices_consent_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_choice_filing (
        person_id uuid NOT NULL,
        filing_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        business character varying(3) NOT NULL,
        place character varying(3) NOT NULL,
        chosen_code character varying(30) NOT NULL,
        chosen_name character varying(200) NOT NULL,
        tel text,
        address text,
        agent_name text,
        agent_cert_type character varying(6),
        agent_certno text,
        agent_tel text,
        agent_address text,
        agent_relation character varying(3) NOT NULL,
        memo character varying(500),
        valid_from date NOT NULL,
        valid_to date,
        holds_until date,
        filed_at timestamp with time zone NOT NULL,
        opter_no character varying(30) NOT NULL,
        withdrawn_at timestamp with time zone,
        withdraw_reason character varying(500),
        version integer NOT NULL,
        CONSTRAINT pk_registry_choice_filing PRIMARY KEY (person_id, filing_id),
        CONSTRAINT fk_registry_choice_filing_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_disease_filing (
        person_id uuid NOT NULL,
        filing_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        insutype character varying(6) NOT NULL,
        code character varying(30) NOT NULL,
        disease_name character varying(300) NOT NULL,
        tel text,
        address text,
        insu_optins character varying(6) NOT NULL,
        identified_by character varying(30) NOT NULL,
        identified_on date NOT NULL,
        doctor_code character varying(30) NOT NULL,
        doctor_name text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        holds_until date,
        filed_at timestamp with time zone NOT NULL,
        opter_no character varying(30) NOT NULL,
        withdrawn_at timestamp with time zone,
        withdraw_reason character varying(500),
        version integer NOT NULL,
        CONSTRAINT pk_registry_disease_filing PRIMARY KEY (person_id, filing_id),
        CONSTRAINT fk_registry_disease_filing_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_person (
        person_id uuid NOT NULL,
        cert_type text NOT NULL,
        certno text NOT NULL,
        name text NOT NULL,
        sex text NOT NULL,
        nation text NOT NULL,
        birth_date date NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_registry_person PRIMARY KEY (person_id),
        CONSTRAINT fk_registry_person_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_account (
        person_id uuid NOT NULL,
        opening bigint NOT NULL,
        spent bigint NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_settlement_account PRIMARY KEY (person_id),
        CONSTRAINT fk_settlement_account_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_accumulator (
        person_id uuid NOT NULL,
        insutype character varying(6) NOT NULL,
        pool character varying(64) NOT NULL,
        benefit_year integer NOT NULL,
        level character varying(16) NOT NULL,
        channel character varying(16) NOT NULL,
        deductible_used bigint NOT NULL,
        fund_paid bigint NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_settlement_accumulator PRIMARY KEY (person_id, insutype, pool, benefit_year, level, channel),
        CONSTRAINT fk_settlement_accumulator_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_family_bond (
        person_id uuid NOT NULL,
        bond_id uuid NOT NULL,
        holder_id uuid NOT NULL,
        "from" date NOT NULL,
        "to" date,
        consent character varying(500) NOT NULL,
        recorded_at timestamp with time zone NOT NULL,
        recorded_by character varying(200) NOT NULL,
        revoked_at timestamp with time zone,
        revoked_by character varying(200),
        version integer NOT NULL,
        CONSTRAINT pk_settlement_family_bond PRIMARY KEY (person_id, bond_id),
        CONSTRAINT fk_settlement_family_bond_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_fee_line (
        person_id uuid NOT NULL,
        visit_id uuid NOT NULL,
        chrg_bchno character varying(30) NOT NULL,
        generation integer NOT NULL,
        feedetl_sn character varying(30) NOT NULL,
        place integer NOT NULL,
        inst_id uuid NOT NULL,
        med_list_codg character varying(50) NOT NULL,
        medins_list_codg character varying(150) NOT NULL,
        item_code text NOT NULL,
        item_name text NOT NULL,
        kind text NOT NULL,
        reimbursement_class text NOT NULL,
        charge_category text NOT NULL,
        initial_copay_ten_thousandths integer NOT NULL,
        price_micro_yuan bigint NOT NULL,
        count_ten_thousandths bigint NOT NULL,
        ceiling bigint,
        public_reference bigint,
        amount bigint NOT NULL,
        full_self_pay bigint NOT NULL,
        over_limit bigint NOT NULL,
        initial_copay bigint NOT NULL,
        in_scope bigint NOT NULL,
        facts text,
        dise_codg text,
        rxno text,
        external_prescription boolean NOT NULL,
        billing_doctor_code text NOT NULL,
        occurred_at timestamp with time zone NOT NULL,
        uploaded_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_settlement_fee_line PRIMARY KEY (person_id, visit_id, chrg_bchno, generation, feedetl_sn),
        CONSTRAINT fk_settlement_fee_line_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_ledger_entry (
        person_id uuid NOT NULL,
        entry_id uuid NOT NULL,
        settlement_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        account_name character varying(32) NOT NULL,
        amount bigint NOT NULL,
        channel text NOT NULL,
        service_on date NOT NULL,
        posted_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_settlement_ledger_entry PRIMARY KEY (person_id, entry_id),
        CONSTRAINT fk_settlement_ledger_entry_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_settlement (
        person_id uuid NOT NULL,
        settlement_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        visit_id uuid NOT NULL,
        chrg_bchno character varying(30) NOT NULL,
        generation integer NOT NULL,
        reverses uuid,
        reversed_by uuid,
        msgid character varying(30) NOT NULL,
        insutype text NOT NULL,
        clr_optins character varying(6) NOT NULL,
        route character varying(16) NOT NULL,
        med_type text NOT NULL,
        channel text NOT NULL,
        cert_type text NOT NULL,
        opter_no text NOT NULL,
        opter_name text NOT NULL,
        invono text,
        dise_codg text,
        pool text,
        benefit_year integer,
        level text NOT NULL,
        service_on date NOT NULL,
        settled_at timestamp with time zone NOT NULL,
        fee bigint NOT NULL,
        full_self_pay bigint NOT NULL,
        over_limit bigint NOT NULL,
        initial_copay bigint NOT NULL,
        in_scope bigint NOT NULL,
        deductible bigint NOT NULL,
        hifp bigint NOT NULL,
        hifob bigint NOT NULL,
        hifmi bigint NOT NULL,
        hifes bigint NOT NULL,
        cvlserv bigint NOT NULL,
        maf bigint NOT NULL,
        oth bigint NOT NULL,
        account bigint NOT NULL,
        family_account bigint NOT NULL,
        family_holder_id uuid,
        cash bigint NOT NULL,
        hospital bigint NOT NULL,
        ratio_ten_thousandths integer NOT NULL,
        balance bigint NOT NULL,
        account_in_fund_total boolean NOT NULL,
        law_hash character varying(64) NOT NULL,
        facts text NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_settlement_settlement PRIMARY KEY (person_id, settlement_id),
        CONSTRAINT fk_settlement_settlement_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE visits_visit (
        person_id uuid NOT NULL,
        visit_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        ipt_otp_no character varying(30) NOT NULL,
        channel character varying(32) NOT NULL,
        channel_ground character varying(32) NOT NULL,
        insutype text NOT NULL,
        cert_type text NOT NULL,
        began_at timestamp with time zone NOT NULL,
        began_on date NOT NULL,
        doctor_code text NOT NULL,
        doctor_name text NOT NULL,
        dept_code text NOT NULL,
        dept_name text NOT NULL,
        caty text NOT NULL,
        evidence character varying(32) NOT NULL,
        opened_at timestamp with time zone NOT NULL,
        state character varying(32) NOT NULL,
        consent boolean,
        consented_notice integer,
        real_time boolean,
        first_visit boolean,
        med_type text,
        dise_codg text,
        dise_name text,
        main_condition text,
        symptoms character varying(250),
        proof_on date,
        proof_diagnosis character varying(20),
        proof_source character varying(20),
        turned_offline boolean NOT NULL,
        diagnosed_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_visits_visit PRIMARY KEY (person_id, visit_id),
        CONSTRAINT fk_visits_visit_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_notice_line (
        inst_id uuid NOT NULL,
        number integer NOT NULL,
        item character varying(50) NOT NULL,
        name character varying(200) NOT NULL,
        unit character varying(20) NOT NULL,
        content character varying(500) NOT NULL,
        price bigint NOT NULL,
        policy character varying(500) NOT NULL,
        CONSTRAINT pk_prices_notice_line PRIMARY KEY (inst_id, number, item),
        CONSTRAINT fk_prices_notice_line_prices_notice_inst_id_number FOREIGN KEY (inst_id, number) REFERENCES prices_notice (inst_id, number) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_evidence (
        inst_id uuid NOT NULL,
        proposal_id uuid NOT NULL,
        place integer NOT NULL,
        condition character varying(50) NOT NULL,
        name character varying(200) NOT NULL,
        size integer NOT NULL,
        digest character varying(64) NOT NULL,
        CONSTRAINT pk_prices_evidence PRIMARY KEY (inst_id, proposal_id, place),
        CONSTRAINT fk_prices_evidence_prices_proposal_inst_id_proposal_id FOREIGN KEY (inst_id, proposal_id) REFERENCES prices_proposal (inst_id, proposal_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE publicservice_consultation_words (
        inst_id uuid NOT NULL,
        number character varying(18) NOT NULL,
        name character varying(50) NOT NULL,
        contact character varying(100) NOT NULL,
        topic character varying(100) NOT NULL,
        question character varying(1000) NOT NULL,
        CONSTRAINT pk_publicservice_consultation_words PRIMARY KEY (inst_id, number),
        CONSTRAINT "fk_publicservice_consultation_words_publicservice_consultation~" FOREIGN KEY (inst_id, number) REFERENCES publicservice_consultation (inst_id, number) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE publicservice_publication_clause (
        publication_id uuid NOT NULL,
        number integer NOT NULL,
        area character varying(6) NOT NULL,
        document_id character varying(100) NOT NULL,
        anchor character varying(100) NOT NULL,
        document character varying(200) NOT NULL,
        article character varying(200) NOT NULL,
        CONSTRAINT pk_publicservice_publication_clause PRIMARY KEY (publication_id, number),
        CONSTRAINT "fk_publicservice_publication_clause_publicservice_publication_~" FOREIGN KEY (publication_id) REFERENCES publicservice_publication (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_institution_standing (
        fact_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        admdvs character varying(6) NOT NULL,
        level text NOT NULL,
        grade text,
        ownership text NOT NULL,
        business_nature text NOT NULL,
        internet_hospital boolean NOT NULL,
        chronic_pharmacy boolean NOT NULL,
        evidence character varying(32) NOT NULL,
        physical_inst_id uuid,
        valid_from date NOT NULL,
        valid_to date,
        source text NOT NULL,
        recorded_at timestamp with time zone,
        recorded_by text,
        withdrawn_at timestamp with time zone,
        withdrawn_by text,
        version integer NOT NULL,
        CONSTRAINT pk_registry_institution_standing PRIMARY KEY (inst_id, fact_id),
        CONSTRAINT fk_registry_institution_standing_registry_institution_inst_id FOREIGN KEY (inst_id) REFERENCES registry_institution (inst_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_licence (
        fact_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        kind text NOT NULL,
        number character varying(100),
        issuer character varying(200),
        valid_from date NOT NULL,
        valid_to date,
        source text NOT NULL,
        recorded_at timestamp with time zone,
        recorded_by text,
        withdrawn_at timestamp with time zone,
        withdrawn_by text,
        version integer NOT NULL,
        CONSTRAINT pk_registry_licence PRIMARY KEY (inst_id, fact_id),
        CONSTRAINT fk_registry_licence_registry_institution_inst_id FOREIGN KEY (inst_id) REFERENCES registry_institution (inst_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_practice (
        fact_id uuid NOT NULL,
        practitioner_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        title text NOT NULL,
        department character varying(100),
        qualification text,
        independent_practice_since date,
        consent boolean NOT NULL,
        signing_key character varying(130),
        valid_from date NOT NULL,
        valid_to date,
        source text NOT NULL,
        recorded_at timestamp with time zone,
        recorded_by text,
        withdrawn_at timestamp with time zone,
        withdrawn_by text,
        version integer NOT NULL,
        CONSTRAINT pk_registry_practice PRIMARY KEY (practitioner_id, inst_id, fact_id),
        CONSTRAINT fk_registry_practice_registry_practitioner_practitioner_id FOREIGN KEY (practitioner_id) REFERENCES registry_practitioner (practitioner_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_day_close_item (
        inst_id uuid NOT NULL,
        settlement_id uuid NOT NULL,
        day date NOT NULL,
        CONSTRAINT pk_settlement_day_close_item PRIMARY KEY (inst_id, settlement_id),
        CONSTRAINT fk_settlement_day_close_item_settlement_day_close_inst_id_day FOREIGN KEY (inst_id, day) REFERENCES settlement_day_close (inst_id, day) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_day_close_total (
        inst_id uuid NOT NULL,
        day date NOT NULL,
        channel character varying(16) NOT NULL,
        insutype character varying(6) NOT NULL,
        settlements integer NOT NULL,
        reversals integer NOT NULL,
        fee bigint NOT NULL,
        hifp bigint NOT NULL,
        hifob bigint NOT NULL,
        hifmi bigint NOT NULL,
        hifes bigint NOT NULL,
        cvlserv bigint NOT NULL,
        maf bigint NOT NULL,
        oth bigint NOT NULL,
        account bigint NOT NULL,
        family_account bigint NOT NULL,
        cash bigint NOT NULL,
        hospital bigint NOT NULL,
        CONSTRAINT pk_settlement_day_close_total PRIMARY KEY (inst_id, day, channel, insutype),
        CONSTRAINT fk_settlement_day_close_total_settlement_day_close_inst_id_day FOREIGN KEY (inst_id, day) REFERENCES settlement_day_close (inst_id, day) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_statement_break (
        inst_id uuid NOT NULL,
        statement_id uuid NOT NULL,
        number integer NOT NULL,
        cause character varying(32) NOT NULL,
        setl_id character varying(30) NOT NULL,
        mdtrt_id character varying(30) NOT NULL,
        psn_no character varying(30) NOT NULL,
        stated_fee bigint,
        stated_fund bigint,
        stated_account bigint,
        known_fee bigint,
        known_fund bigint,
        known_account bigint,
        CONSTRAINT pk_settlement_statement_break PRIMARY KEY (inst_id, statement_id, number),
        CONSTRAINT "fk_settlement_statement_break_settlement_statement_inst_id_sta~" FOREIGN KEY (inst_id, statement_id) REFERENCES settlement_statement (inst_id, statement_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_disease_registration (
        person_id uuid NOT NULL,
        id uuid NOT NULL,
        benefit character varying(32) NOT NULL,
        code text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        source text NOT NULL,
        recorded_at timestamp with time zone,
        CONSTRAINT pk_registry_disease_registration PRIMARY KEY (person_id, id),
        CONSTRAINT fk_registry_disease_registration_registry_person_person_id FOREIGN KEY (person_id) REFERENCES registry_person (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_enrolment (
        person_id uuid NOT NULL,
        id uuid NOT NULL,
        insutype text NOT NULL,
        scheme text NOT NULL,
        status text,
        psn_type text NOT NULL,
        area text NOT NULL,
        civil_servant boolean NOT NULL,
        employer text,
        valid_from date NOT NULL,
        valid_to date,
        source text NOT NULL,
        recorded_at timestamp with time zone,
        CONSTRAINT pk_registry_enrolment PRIMARY KEY (person_id, id),
        CONSTRAINT fk_registry_enrolment_registry_person_person_id FOREIGN KEY (person_id) REFERENCES registry_person (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_entitlement (
        person_id uuid NOT NULL,
        id uuid NOT NULL,
        insutype text NOT NULL,
        state character varying(32) NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        source text NOT NULL,
        recorded_at timestamp with time zone,
        CONSTRAINT pk_registry_entitlement PRIMARY KEY (person_id, id),
        CONSTRAINT fk_registry_entitlement_registry_person_person_id FOREIGN KEY (person_id) REFERENCES registry_person (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE registry_opening_balance (
        person_id uuid NOT NULL,
        balance bigint NOT NULL,
        opened_on date NOT NULL,
        source text NOT NULL,
        CONSTRAINT pk_registry_opening_balance PRIMARY KEY (person_id),
        CONSTRAINT fk_registry_opening_balance_registry_person_person_id FOREIGN KEY (person_id) REFERENCES registry_person (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE settlement_settled_line (
        person_id uuid NOT NULL,
        settlement_id uuid NOT NULL,
        feedetl_sn character varying(30) NOT NULL,
        fee bigint NOT NULL,
        full_self_pay bigint NOT NULL,
        over_limit bigint NOT NULL,
        initial_copay bigint NOT NULL,
        in_scope bigint NOT NULL,
        deductible bigint NOT NULL,
        fund bigint NOT NULL,
        account bigint NOT NULL,
        cash bigint NOT NULL,
        code character varying(32) NOT NULL,
        CONSTRAINT pk_settlement_settled_line PRIMARY KEY (person_id, settlement_id, feedetl_sn),
        CONSTRAINT "fk_settlement_settled_line_settlement_settlement_person_id_set~" FOREIGN KEY (person_id, settlement_id) REFERENCES settlement_settlement (person_id, settlement_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE visits_diagnosis (
        person_id uuid NOT NULL,
        visit_id uuid NOT NULL,
        place integer NOT NULL,
        diag_type text NOT NULL,
        diag_code character varying(20) NOT NULL,
        diag_name text NOT NULL,
        diag_dept text NOT NULL,
        doctor_code text NOT NULL,
        doctor_name text NOT NULL,
        diagnosed_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_visits_diagnosis PRIMARY KEY (person_id, visit_id, place),
        CONSTRAINT fk_visits_diagnosis_visits_visit_person_id_visit_id FOREIGN KEY (person_id, visit_id) REFERENCES visits_visit (person_id, visit_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE visits_record (
        person_id uuid NOT NULL,
        visit_id uuid NOT NULL,
        number integer NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        content text NOT NULL,
        CONSTRAINT pk_visits_record PRIMARY KEY (person_id, visit_id, number),
        CONSTRAINT fk_visits_record_visits_visit_person_id_visit_id FOREIGN KEY (person_id, visit_id) REFERENCES visits_visit (person_id, visit_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE TABLE prices_evidence_content (
        inst_id uuid NOT NULL,
        proposal_id uuid NOT NULL,
        place integer NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT pk_prices_evidence_content PRIMARY KEY (inst_id, proposal_id, place),
        CONSTRAINT "fk_prices_evidence_content_prices_evidence_inst_id_proposal_id~" FOREIGN KEY (inst_id, proposal_id, place) REFERENCES prices_evidence (inst_id, proposal_id, place) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_acceptance_run_inst_id_state ON acceptance_run (inst_id, state);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_agreements_application_is_pending ON agreements_application (is_pending);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE UNIQUE INDEX ix_agreements_event_inst_id_place ON agreements_event (inst_id, place);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_exchange_file_content_inst_id_until ON exchange_file_content (inst_id, until);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_exchange_settlement_list_person_id_settlement_id ON exchange_settlement_list (person_id, settlement_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_platform_outbox_bucket_created_at ON platform_outbox (bucket, created_at) WHERE sent_at IS NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_prescriptions_goods_record_inst_id_bchno ON prescriptions_goods_record (inst_id, bchno);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_prescriptions_goods_record_person_id ON prescriptions_goods_record (person_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_prescriptions_holding_inst_id_is_open_since ON prescriptions_holding (inst_id, is_open, since);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE UNIQUE INDEX ix_prescriptions_number_inst_id_handle ON prescriptions_number (inst_id, handle);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE UNIQUE INDEX ix_prescriptions_number_inst_id_hosp_rxno ON prescriptions_number (inst_id, hosp_rxno);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_prescriptions_trace_event_person_id ON prescriptions_trace_event (person_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_prices_consent_person_id_visit_id ON prices_consent (person_id, visit_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_prices_proposal_area_state ON prices_proposal (area, state);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_publicservice_consultation_inst_id_answered_at ON publicservice_consultation (inst_id, answered_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_publicservice_consultation_number ON publicservice_consultation (number);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_publicservice_duty_inst_id_ends_at ON publicservice_duty (inst_id, ends_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_publicservice_publication_kind_area ON publicservice_publication (kind, area);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_registry_access_access_key ON registry_access (access_key);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_registry_access_epc_app_id ON registry_access (epc_app_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_registry_catalogue_mapping_inst_id_own_code ON registry_catalogue_mapping (inst_id, own_code);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_registry_delivery_enterprise_code ON registry_delivery_enterprise (code);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_registry_eligibility_event_code ON registry_eligibility_event (code);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE UNIQUE INDEX ix_registry_institution_code ON registry_institution (code);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_registry_nonce_inst_id_until ON registry_nonce (inst_id, until);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_registry_practice_inst_id ON registry_practice (inst_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE UNIQUE INDEX ix_registry_practitioner_code ON registry_practitioner (code);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_registry_sign_in_inst_id_opter_no_signed_in_at ON registry_sign_in (inst_id, opter_no, signed_in_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_registry_training_inst_id_held_on ON registry_training (inst_id, held_on);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_settlement_day_close_item_inst_id_day ON settlement_day_close_item (inst_id, day);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_settlement_family_bond_holder_id ON settlement_family_bond (holder_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_settlement_law_draft_proposed_at ON settlement_law_draft (proposed_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_settlement_law_publication_since ON settlement_law_publication (since);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_settlement_ledger_entry_person_id_settlement_id ON settlement_ledger_entry (person_id, settlement_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_settlement_settlement_inst_id_settled_at ON settlement_settlement (inst_id, settled_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_settlement_settlement_person_id_visit_id ON settlement_settlement (person_id, visit_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_trail_access_batch_at ON trail_access_batch (at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_trail_access_log_subject_class_subject ON trail_access_log (subject_class, subject);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_trail_institution_entry_at ON trail_institution_entry (at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE UNIQUE INDEX ix_trail_leaf_subject_class_subject_seq ON trail_leaf (subject_class, subject, seq);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_trail_person_entry_at ON trail_person_entry (at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_trail_region_entry_at ON trail_region_entry (at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    CREATE INDEX ix_visits_visit_person_id_began_on ON visits_visit (person_id, began_on);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122220044_Initial') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122220044_Initial', '10.0.14');
    END IF;
END $EF$;
COMMIT;

