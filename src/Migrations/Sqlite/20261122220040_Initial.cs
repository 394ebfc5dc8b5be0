using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "acceptance_call",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    infno = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    msg_id = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    person = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    fault = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    request = table.Column<string>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_acceptance_call", x => new { x.inst_id, x.run_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "acceptance_door",
                columns: table => new
                {
                    area_code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_acceptance_door", x => x.area_code);
                });

            migrationBuilder.CreateTable(
                name: "acceptance_evidence",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    filing = table.Column<int>(type: "INTEGER", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    cases = table.Column<int>(type: "INTEGER", nullable: false),
                    filed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    filed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    judged_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    judged_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_acceptance_evidence", x => new { x.inst_id, x.run_id, x.item, x.filing });
                });

            migrationBuilder.CreateTable(
                name: "acceptance_run",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    started_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    set_version = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    set_digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    cast = table.Column<string>(type: "TEXT", nullable: false),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    report = table.Column<string>(type: "TEXT", nullable: true),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    signature = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_acceptance_run", x => new { x.inst_id, x.run_id });
                });

            migrationBuilder.CreateTable(
                name: "agreements_application",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    application_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    for_inst = table.Column<Guid>(type: "TEXT", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_pending = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreements_application", x => new { x.inst_id, x.application_id });
                });

            migrationBuilder.CreateTable(
                name: "agreements_appraisal",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    amendment = table.Column<int>(type: "INTEGER", nullable: false),
                    score = table.Column<int>(type: "INTEGER", nullable: false),
                    @base = table.Column<long>(name: "base", type: "INTEGER", nullable: false),
                    deposit = table.Column<long>(type: "INTEGER", nullable: false),
                    deduction = table.Column<long>(type: "INTEGER", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreements_appraisal", x => new { x.inst_id, x.year, x.amendment });
                });

            migrationBuilder.CreateTable(
                name: "agreements_event",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreements_event", x => new { x.inst_id, x.stream_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "agreements_standing",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agreement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    for_inst = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    waits = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreements_standing", x => new { x.inst_id, x.agreement_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "exchange_file",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_file", x => new { x.inst_id, x.file_id });
                });

            migrationBuilder.CreateTable(
                name: "platform_batch_claim",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mdtrt_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    chrg_bchno = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    generation = table.Column<int>(type: "INTEGER", nullable: false),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_batch_claim", x => new { x.person_id, x.mdtrt_id, x.chrg_bchno, x.generation });
                });

            migrationBuilder.CreateTable(
                name: "platform_claim",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    infno = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    msgid = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    trail_seq = table.Column<long>(type: "INTEGER", nullable: true),
                    result = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_claim", x => new { x.inst_id, x.infno, x.msgid });
                });

            migrationBuilder.CreateTable(
                name: "platform_institution_anchor",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_institution_anchor", x => x.inst_id);
                });

            migrationBuilder.CreateTable(
                name: "platform_outbox",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    bucket = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    not_before = table.Column<DateTime>(type: "TEXT", nullable: true),
                    parked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_outbox", x => new { x.person_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_outbox_lease",
                columns: table => new
                {
                    bucket = table.Column<int>(type: "INTEGER", nullable: false),
                    holder = table.Column<Guid>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_outbox_lease", x => x.bucket);
                });

            migrationBuilder.CreateTable(
                name: "platform_person_anchor",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_person_anchor", x => x.person_id);
                });

            migrationBuilder.CreateTable(
                name: "platform_staff_record",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    regions = table.Column<string>(type: "TEXT", nullable: false),
                    institution = table.Column<string>(type: "TEXT", nullable: true),
                    token = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    password = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    own_password = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_staff_record", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "platform_used_code",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    step = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_used_code", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "prescriptions_file",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    rx_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions_file", x => new { x.person_id, x.rx_id });
                });

            migrationBuilder.CreateTable(
                name: "prescriptions_goods_record",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    record_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_return = table.Column<bool>(type: "INTEGER", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    item_code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    bchno = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    is_split = table.Column<bool>(type: "INTEGER", nullable: false),
                    count_ten_thousandths = table.Column<long>(type: "INTEGER", nullable: false),
                    moved_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    codes = table.Column<string>(type: "TEXT", nullable: false),
                    details = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions_goods_record", x => new { x.inst_id, x.record_id });
                });

            migrationBuilder.CreateTable(
                name: "prescriptions_holding",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    rx_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions_holding", x => new { x.inst_id, x.rx_id });
                });

            migrationBuilder.CreateTable(
                name: "prescriptions_number",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    rx_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hosp_rxno = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    handle = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions_number", x => new { x.inst_id, x.rx_id });
                });

            migrationBuilder.CreateTable(
                name: "prescriptions_trace_code",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_split = table.Column<bool>(type: "INTEGER", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    document = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions_trace_code", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "prescriptions_trace_event",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    move = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    sale_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    document = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    is_split = table.Column<bool>(type: "INTEGER", nullable: false),
                    item_code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    bchno = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions_trace_event", x => new { x.code, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "prices_decision",
                columns: table => new
                {
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    item = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    included = table.Column<bool>(type: "INTEGER", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    clinical_value = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    price_level = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    affordability = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_decision", x => new { x.area, x.item, x.number });
                });

            migrationBuilder.CreateTable(
                name: "prices_filing",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    cost = table.Column<long>(type: "INTEGER", nullable: false),
                    cost_basis = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    filed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    filed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    insurance_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    insurance_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    health_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    health_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    market_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    market_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_filing", x => new { x.inst_id, x.item, x.number });
                });

            migrationBuilder.CreateTable(
                name: "prices_inclusion",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    offline_item = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    public_price = table.Column<long>(type: "INTEGER", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    filing_number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    filed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    filed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_inclusion", x => new { x.inst_id, x.item, x.number });
                });

            migrationBuilder.CreateTable(
                name: "prices_item",
                columns: table => new
                {
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    offline_item = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    proposal_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    approval = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    enabled_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    registered_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    registered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    enabled_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_item", x => new { x.area, x.code });
                });

            migrationBuilder.CreateTable(
                name: "prices_item_term",
                columns: table => new
                {
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    trial_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ceiling = table.Column<long>(type: "INTEGER", nullable: true),
                    document = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_item_term", x => new { x.area, x.code, x.number });
                });

            migrationBuilder.CreateTable(
                name: "prices_notice",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    published_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_notice", x => new { x.inst_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "prices_proposal",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    proposal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    offline_item = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    answers = table.Column<string>(type: "TEXT", nullable: false),
                    similar = table.Column<string>(type: "TEXT", nullable: false),
                    difference = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    clauses = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    applied_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    applied_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    accepted_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    accepted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reviewed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    reviewed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    document = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ceiling = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_proposal", x => new { x.inst_id, x.proposal_id });
                });

            migrationBuilder.CreateTable(
                name: "prices_standing",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: true),
                    words = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    premium = table.Column<bool>(type: "INTEGER", nullable: false),
                    overseas = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_standing", x => new { x.inst_id, x.item, x.kind, x.area, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "publicservice_asker",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    entered_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_asker", x => new { x.inst_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "publicservice_consultation",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    group = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    answered_role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_consultation", x => new { x.inst_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "publicservice_duty",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    duty_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    practitioner = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    starts_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ends_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    entered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    removed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    removed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_duty", x => new { x.inst_id, x.duty_id });
                });

            migrationBuilder.CreateTable(
                name: "publicservice_publication",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    office = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    drafted_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    drafted_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    published_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_publication", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "registry_access",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    signing = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    access_key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    token_user = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    window_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    secrets = table.Column<byte[]>(type: "BLOB", nullable: false),
                    public_key = table.Column<byte[]>(type: "BLOB", nullable: true),
                    infcode = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    nodes = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    expects_account_in_fund_total = table.Column<bool>(type: "INTEGER", nullable: true),
                    epc_app_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    epc_public_key = table.Column<byte[]>(type: "BLOB", nullable: true),
                    epc_signature = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    epc_numbers = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    set_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_access", x => x.inst_id);
                });

            migrationBuilder.CreateTable(
                name: "registry_catalogue_entry",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    @class = table.Column<string>(name: "class", type: "TEXT", nullable: false),
                    initial_copay_ten_thousandths = table.Column<int>(type: "INTEGER", nullable: false),
                    charge_category = table.Column<string>(type: "TEXT", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    ceiling = table.Column<long>(type: "INTEGER", nullable: true),
                    restricted = table.Column<bool>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_catalogue_entry", x => new { x.code, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "registry_catalogue_mapping",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mapping_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    own_code = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    own_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    list_type = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    med_list_codg = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    details = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    holds_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    uploaded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    opter_no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_catalogue_mapping", x => new { x.inst_id, x.mapping_id });
                });

            migrationBuilder.CreateTable(
                name: "registry_delivery_enterprise",
                columns: table => new
                {
                    fact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    enterprise_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    uscc = table.Column<string>(type: "TEXT", nullable: false),
                    admdvs = table.Column<string>(type: "TEXT", nullable: false),
                    gsp_number = table.Column<string>(type: "TEXT", nullable: false),
                    gsp_issuer = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_delivery_enterprise", x => new { x.enterprise_id, x.fact_id });
                });

            migrationBuilder.CreateTable(
                name: "registry_designation",
                columns: table => new
                {
                    fact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_designation", x => new { x.inst_id, x.fact_id });
                });

            migrationBuilder.CreateTable(
                name: "registry_eligibility_event",
                columns: table => new
                {
                    practitioner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    act = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    points = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_eligibility_event", x => new { x.practitioner_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "registry_export",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    export_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    format = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    unmasked = table.Column<bool>(type: "INTEGER", nullable: false),
                    regions = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    requested_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    downloaded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    rows = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_export", x => new { x.inst_id, x.export_id });
                });

            migrationBuilder.CreateTable(
                name: "registry_import",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    file_digest = table.Column<string>(type: "TEXT", nullable: false),
                    plan_digest = table.Column<string>(type: "TEXT", nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    bad = table.Column<int>(type: "INTEGER", nullable: false),
                    warnings = table.Column<int>(type: "INTEGER", nullable: false),
                    changing = table.Column<int>(type: "INTEGER", nullable: false),
                    report = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    committed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    good_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    parts = table.Column<int>(type: "INTEGER", nullable: false),
                    parts_done = table.Column<int>(type: "INTEGER", nullable: false),
                    written = table.Column<int>(type: "INTEGER", nullable: false),
                    present = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import", x => new { x.inst_id, x.import_id });
                });

            migrationBuilder.CreateTable(
                name: "registry_import_findings",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    piece = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import_findings", x => new { x.inst_id, x.import_id, x.piece });
                });

            migrationBuilder.CreateTable(
                name: "registry_institution",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    uscc = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_institution", x => x.inst_id);
                });

            migrationBuilder.CreateTable(
                name: "registry_institution_profile",
                columns: table => new
                {
                    fact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    phone = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    departments = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_institution_profile", x => new { x.inst_id, x.fact_id });
                });

            migrationBuilder.CreateTable(
                name: "registry_nonce",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_nonce", x => new { x.inst_id, x.digest });
                });

            migrationBuilder.CreateTable(
                name: "registry_person_key",
                columns: table => new
                {
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_person_key", x => x.digest);
                });

            migrationBuilder.CreateTable(
                name: "registry_practitioner",
                columns: table => new
                {
                    practitioner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_practitioner", x => x.practitioner_id);
                });

            migrationBuilder.CreateTable(
                name: "registry_sign_in",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    opter_no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    mac = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ip = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    signed_in_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    valid_until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    signed_out_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_sign_in", x => new { x.inst_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_training",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    record_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    held_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    summary = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_training", x => new { x.inst_id, x.record_id });
                });

            migrationBuilder.CreateTable(
                name: "registry_uploaded_table",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    part = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_uploaded_table", x => new { x.inst_id, x.import_id, x.part });
                });

            migrationBuilder.CreateTable(
                name: "settlement_budget",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    amendment = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    thresholds = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    proposed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    proposed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_budget", x => new { x.inst_id, x.year, x.amendment });
                });

            migrationBuilder.CreateTable(
                name: "settlement_day_close",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    items = table.Column<int>(type: "INTEGER", nullable: false),
                    fee = table.Column<long>(type: "INTEGER", nullable: false),
                    fund = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_day_close", x => new { x.inst_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "settlement_export",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    export_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    filter = table.Column<string>(type: "TEXT", nullable: false),
                    format = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    unmasked = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    requested_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    downloaded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    rows = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_export", x => new { x.inst_id, x.export_id });
                });

            migrationBuilder.CreateTable(
                name: "settlement_law_draft",
                columns: table => new
                {
                    draft_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    files = table.Column<byte[]>(type: "BLOB", nullable: false),
                    based_on = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    makes = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    report = table.Column<string>(type: "TEXT", nullable: false),
                    effect = table.Column<string>(type: "TEXT", nullable: false),
                    proposed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    proposed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    word = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_law_draft", x => x.draft_id);
                });

            migrationBuilder.CreateTable(
                name: "settlement_law_library",
                columns: table => new
                {
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    known_from = table.Column<DateTime>(type: "TEXT", nullable: false),
                    archive = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_law_library", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "settlement_law_publication",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_law_publication", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "settlement_manual_claim",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    invono = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    generation = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_manual_claim", x => new { x.inst_id, x.invono, x.generation });
                });

            migrationBuilder.CreateTable(
                name: "settlement_statement",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    statement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    infno = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    msgid = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    insutype = table.Column<string>(type: "TEXT", nullable: true),
                    clr_type = table.Column<string>(type: "TEXT", nullable: true),
                    setl_optins = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    stated_fee = table.Column<long>(type: "INTEGER", nullable: false),
                    stated_fund = table.Column<long>(type: "INTEGER", nullable: false),
                    stated_personal = table.Column<long>(type: "INTEGER", nullable: false),
                    stated_count = table.Column<int>(type: "INTEGER", nullable: false),
                    known_fee = table.Column<long>(type: "INTEGER", nullable: false),
                    known_fund = table.Column<long>(type: "INTEGER", nullable: false),
                    known_personal = table.Column<long>(type: "INTEGER", nullable: false),
                    known_count = table.Column<int>(type: "INTEGER", nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    breaks = table.Column<int>(type: "INTEGER", nullable: false),
                    file_query_no = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_statement", x => new { x.inst_id, x.statement_id });
                });

            migrationBuilder.CreateTable(
                name: "trail_access_batch",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    lines = table.Column<long>(type: "INTEGER", nullable: false),
                    lines_digest = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    digest = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_access_batch", x => x.batch_id);
                });

            migrationBuilder.CreateTable(
                name: "trail_access_log",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    subject_class = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_access_log", x => new { x.batch_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "trail_checkpoint",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    root = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    key_fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    signature = table.Column<byte[]>(type: "BLOB", maxLength: 64, nullable: false),
                    frontier = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_checkpoint", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "trail_institution_entry",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    commitment = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    payload_ref = table.Column<Guid>(type: "TEXT", nullable: false),
                    previous = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_institution_entry", x => new { x.inst_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "trail_institution_payload",
                columns: table => new
                {
                    payload_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_institution_payload", x => new { x.inst_id, x.payload_id });
                });

            migrationBuilder.CreateTable(
                name: "trail_key",
                columns: table => new
                {
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    public_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    valid_from = table.Column<DateTime>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateTime>(type: "TEXT", nullable: true),
                    signature = table.Column<byte[]>(type: "BLOB", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_key", x => x.fingerprint);
                });

            migrationBuilder.CreateTable(
                name: "trail_leaf",
                columns: table => new
                {
                    leaf_index = table.Column<long>(type: "INTEGER", nullable: false),
                    subject_class = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    head_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_leaf", x => x.leaf_index);
                });

            migrationBuilder.CreateTable(
                name: "trail_person_entry",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    commitment = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    payload_ref = table.Column<Guid>(type: "TEXT", nullable: false),
                    previous = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_person_entry", x => new { x.person_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "trail_person_payload",
                columns: table => new
                {
                    payload_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    generation = table.Column<int>(type: "INTEGER", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_person_payload", x => new { x.person_id, x.payload_id });
                });

            migrationBuilder.CreateTable(
                name: "trail_region_entry",
                columns: table => new
                {
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    region_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    commitment = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    payload_ref = table.Column<Guid>(type: "TEXT", nullable: false),
                    previous = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_region_entry", x => new { x.region_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "trail_region_payload",
                columns: table => new
                {
                    payload_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_region_payload", x => new { x.region_id, x.payload_id });
                });

            migrationBuilder.CreateTable(
                name: "trail_subject_key",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    generation = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    wrapped = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail_subject_key", x => new { x.person_id, x.generation });
                });

            migrationBuilder.CreateTable(
                name: "exchange_file_content",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_file_content", x => new { x.inst_id, x.file_id });
                    table.ForeignKey(
                        name: "fk_exchange_file_content_exchange_file_inst_id_file_id",
                        columns: x => new { x.inst_id, x.file_id },
                        principalTable: "exchange_file",
                        principalColumns: new[] { "inst_id", "file_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exchange_settlement_list",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    list_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    visit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status_type = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    opter_no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_settlement_list", x => new { x.person_id, x.list_id });
                    table.ForeignKey(
                        name: "fk_exchange_settlement_list_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "prescriptions_event",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    rx_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    seq = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions_event", x => new { x.person_id, x.rx_id, x.seq });
                    table.ForeignKey(
                        name: "fk_prescriptions_event_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "prescriptions_prescription",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    rx_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hosp_rxno = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    handle = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    visit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    prescriber = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    pharmacist = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    holder = table.Column<Guid>(type: "TEXT", nullable: true),
                    is_to_be_revoked = table.Column<bool>(type: "INTEGER", nullable: false),
                    valid_until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions_prescription", x => new { x.person_id, x.rx_id });
                    table.ForeignKey(
                        name: "fk_prescriptions_prescription_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "prescriptions_trace_line",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    feedetl_sn = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prescriptions_trace_line", x => new { x.person_id, x.settlement_id, x.code });
                    table.ForeignKey(
                        name: "fk_prescriptions_trace_line_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "prices_consent",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    consent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    visit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    notice = table.Column<int>(type: "INTEGER", nullable: false),
                    way = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    confirmed_by = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_consent", x => new { x.person_id, x.consent_id });
                    table.ForeignKey(
                        name: "fk_prices_consent_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_choice_filing",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    filing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    business = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    place = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    chosen_code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    chosen_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    tel = table.Column<string>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    agent_name = table.Column<string>(type: "TEXT", nullable: true),
                    agent_cert_type = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    agent_certno = table.Column<string>(type: "TEXT", nullable: true),
                    agent_tel = table.Column<string>(type: "TEXT", nullable: true),
                    agent_address = table.Column<string>(type: "TEXT", nullable: true),
                    agent_relation = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    memo = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    holds_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    filed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    opter_no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdraw_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_choice_filing", x => new { x.person_id, x.filing_id });
                    table.ForeignKey(
                        name: "fk_registry_choice_filing_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_disease_filing",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    filing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    insutype = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    disease_name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    tel = table.Column<string>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    insu_optins = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    identified_by = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    identified_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    doctor_code = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    doctor_name = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    holds_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    filed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    opter_no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdraw_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_disease_filing", x => new { x.person_id, x.filing_id });
                    table.ForeignKey(
                        name: "fk_registry_disease_filing_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_person",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cert_type = table.Column<string>(type: "TEXT", nullable: false),
                    certno = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    sex = table.Column<string>(type: "TEXT", nullable: false),
                    nation = table.Column<string>(type: "TEXT", nullable: false),
                    birth_date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_person", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_registry_person_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_account",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    opening = table.Column<long>(type: "INTEGER", nullable: false),
                    spent = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_account", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_settlement_account_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_accumulator",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    insutype = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    pool = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    benefit_year = table.Column<int>(type: "INTEGER", nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    deductible_used = table.Column<long>(type: "INTEGER", nullable: false),
                    fund_paid = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_accumulator", x => new { x.person_id, x.insutype, x.pool, x.benefit_year, x.level, x.channel });
                    table.ForeignKey(
                        name: "fk_settlement_accumulator_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_family_bond",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    bond_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    holder_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    consent = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    recorded_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    revoked_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_family_bond", x => new { x.person_id, x.bond_id });
                    table.ForeignKey(
                        name: "fk_settlement_family_bond_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_fee_line",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    visit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    chrg_bchno = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    generation = table.Column<int>(type: "INTEGER", nullable: false),
                    feedetl_sn = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    med_list_codg = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    medins_list_codg = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    item_code = table.Column<string>(type: "TEXT", nullable: false),
                    item_name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    reimbursement_class = table.Column<string>(type: "TEXT", nullable: false),
                    charge_category = table.Column<string>(type: "TEXT", nullable: false),
                    initial_copay_ten_thousandths = table.Column<int>(type: "INTEGER", nullable: false),
                    price_micro_yuan = table.Column<long>(type: "INTEGER", nullable: false),
                    count_ten_thousandths = table.Column<long>(type: "INTEGER", nullable: false),
                    ceiling = table.Column<long>(type: "INTEGER", nullable: true),
                    public_reference = table.Column<long>(type: "INTEGER", nullable: true),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    full_self_pay = table.Column<long>(type: "INTEGER", nullable: false),
                    over_limit = table.Column<long>(type: "INTEGER", nullable: false),
                    initial_copay = table.Column<long>(type: "INTEGER", nullable: false),
                    in_scope = table.Column<long>(type: "INTEGER", nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: true),
                    dise_codg = table.Column<string>(type: "TEXT", nullable: true),
                    rxno = table.Column<string>(type: "TEXT", nullable: true),
                    external_prescription = table.Column<bool>(type: "INTEGER", nullable: false),
                    billing_doctor_code = table.Column<string>(type: "TEXT", nullable: false),
                    occurred_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_fee_line", x => new { x.person_id, x.visit_id, x.chrg_bchno, x.generation, x.feedetl_sn });
                    table.ForeignKey(
                        name: "fk_settlement_fee_line_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_ledger_entry",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entry_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account_name = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    service_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    posted_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_ledger_entry", x => new { x.person_id, x.entry_id });
                    table.ForeignKey(
                        name: "fk_settlement_ledger_entry_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_settlement",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    visit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    chrg_bchno = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    generation = table.Column<int>(type: "INTEGER", nullable: false),
                    reverses = table.Column<Guid>(type: "TEXT", nullable: true),
                    reversed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    msgid = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    insutype = table.Column<string>(type: "TEXT", nullable: false),
                    clr_optins = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    route = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    med_type = table.Column<string>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    cert_type = table.Column<string>(type: "TEXT", nullable: false),
                    opter_no = table.Column<string>(type: "TEXT", nullable: false),
                    opter_name = table.Column<string>(type: "TEXT", nullable: false),
                    invono = table.Column<string>(type: "TEXT", nullable: true),
                    dise_codg = table.Column<string>(type: "TEXT", nullable: true),
                    pool = table.Column<string>(type: "TEXT", nullable: true),
                    benefit_year = table.Column<int>(type: "INTEGER", nullable: true),
                    level = table.Column<string>(type: "TEXT", nullable: false),
                    service_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    settled_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    fee = table.Column<long>(type: "INTEGER", nullable: false),
                    full_self_pay = table.Column<long>(type: "INTEGER", nullable: false),
                    over_limit = table.Column<long>(type: "INTEGER", nullable: false),
                    initial_copay = table.Column<long>(type: "INTEGER", nullable: false),
                    in_scope = table.Column<long>(type: "INTEGER", nullable: false),
                    deductible = table.Column<long>(type: "INTEGER", nullable: false),
                    hifp = table.Column<long>(type: "INTEGER", nullable: false),
                    hifob = table.Column<long>(type: "INTEGER", nullable: false),
                    hifmi = table.Column<long>(type: "INTEGER", nullable: false),
                    hifes = table.Column<long>(type: "INTEGER", nullable: false),
                    cvlserv = table.Column<long>(type: "INTEGER", nullable: false),
                    maf = table.Column<long>(type: "INTEGER", nullable: false),
                    oth = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    family_account = table.Column<long>(type: "INTEGER", nullable: false),
                    family_holder_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    cash = table.Column<long>(type: "INTEGER", nullable: false),
                    hospital = table.Column<long>(type: "INTEGER", nullable: false),
                    ratio_ten_thousandths = table.Column<int>(type: "INTEGER", nullable: false),
                    balance = table.Column<long>(type: "INTEGER", nullable: false),
                    account_in_fund_total = table.Column<bool>(type: "INTEGER", nullable: false),
                    law_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_settlement", x => new { x.person_id, x.settlement_id });
                    table.ForeignKey(
                        name: "fk_settlement_settlement_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "visits_visit",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    visit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ipt_otp_no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    channel_ground = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    insutype = table.Column<string>(type: "TEXT", nullable: false),
                    cert_type = table.Column<string>(type: "TEXT", nullable: false),
                    began_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    began_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    doctor_code = table.Column<string>(type: "TEXT", nullable: false),
                    doctor_name = table.Column<string>(type: "TEXT", nullable: false),
                    dept_code = table.Column<string>(type: "TEXT", nullable: false),
                    dept_name = table.Column<string>(type: "TEXT", nullable: false),
                    caty = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    consent = table.Column<bool>(type: "INTEGER", nullable: true),
                    consented_notice = table.Column<int>(type: "INTEGER", nullable: true),
                    real_time = table.Column<bool>(type: "INTEGER", nullable: true),
                    first_visit = table.Column<bool>(type: "INTEGER", nullable: true),
                    med_type = table.Column<string>(type: "TEXT", nullable: true),
                    dise_codg = table.Column<string>(type: "TEXT", nullable: true),
                    dise_name = table.Column<string>(type: "TEXT", nullable: true),
                    main_condition = table.Column<string>(type: "TEXT", nullable: true),
                    symptoms = table.Column<string>(type: "TEXT", maxLength: 250, nullable: true),
                    proof_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    proof_diagnosis = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    proof_source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    turned_offline = table.Column<bool>(type: "INTEGER", nullable: false),
                    diagnosed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits_visit", x => new { x.person_id, x.visit_id });
                    table.ForeignKey(
                        name: "fk_visits_visit_platform_person_anchor_person_id",
                        column: x => x.person_id,
                        principalTable: "platform_person_anchor",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "prices_notice_line",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    item = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    policy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_notice_line", x => new { x.inst_id, x.number, x.item });
                    table.ForeignKey(
                        name: "fk_prices_notice_line_prices_notice_inst_id_number",
                        columns: x => new { x.inst_id, x.number },
                        principalTable: "prices_notice",
                        principalColumns: new[] { "inst_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "prices_evidence",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    proposal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    condition = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_evidence", x => new { x.inst_id, x.proposal_id, x.place });
                    table.ForeignKey(
                        name: "fk_prices_evidence_prices_proposal_inst_id_proposal_id",
                        columns: x => new { x.inst_id, x.proposal_id },
                        principalTable: "prices_proposal",
                        principalColumns: new[] { "inst_id", "proposal_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "publicservice_consultation_words",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    contact = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    question = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_consultation_words", x => new { x.inst_id, x.number });
                    table.ForeignKey(
                        name: "fk_publicservice_consultation_words_publicservice_consultation_inst_id_number",
                        columns: x => new { x.inst_id, x.number },
                        principalTable: "publicservice_consultation",
                        principalColumns: new[] { "inst_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "publicservice_publication_clause",
                columns: table => new
                {
                    publication_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    area = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    document_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    anchor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    document = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    article = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_publication_clause", x => new { x.publication_id, x.number });
                    table.ForeignKey(
                        name: "fk_publicservice_publication_clause_publicservice_publication_publication_id",
                        column: x => x.publication_id,
                        principalTable: "publicservice_publication",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_institution_standing",
                columns: table => new
                {
                    fact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    admdvs = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    level = table.Column<string>(type: "TEXT", nullable: false),
                    grade = table.Column<string>(type: "TEXT", nullable: true),
                    ownership = table.Column<string>(type: "TEXT", nullable: false),
                    business_nature = table.Column<string>(type: "TEXT", nullable: false),
                    internet_hospital = table.Column<bool>(type: "INTEGER", nullable: false),
                    chronic_pharmacy = table.Column<bool>(type: "INTEGER", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    physical_inst_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_institution_standing", x => new { x.inst_id, x.fact_id });
                    table.ForeignKey(
                        name: "fk_registry_institution_standing_registry_institution_inst_id",
                        column: x => x.inst_id,
                        principalTable: "registry_institution",
                        principalColumn: "inst_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_licence",
                columns: table => new
                {
                    fact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    issuer = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_licence", x => new { x.inst_id, x.fact_id });
                    table.ForeignKey(
                        name: "fk_registry_licence_registry_institution_inst_id",
                        column: x => x.inst_id,
                        principalTable: "registry_institution",
                        principalColumn: "inst_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_practice",
                columns: table => new
                {
                    fact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    practitioner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    department = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    qualification = table.Column<string>(type: "TEXT", nullable: true),
                    independent_practice_since = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    consent = table.Column<bool>(type: "INTEGER", nullable: false),
                    signing_key = table.Column<string>(type: "TEXT", maxLength: 130, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    recorded_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_practice", x => new { x.practitioner_id, x.inst_id, x.fact_id });
                    table.ForeignKey(
                        name: "fk_registry_practice_registry_practitioner_practitioner_id",
                        column: x => x.practitioner_id,
                        principalTable: "registry_practitioner",
                        principalColumn: "practitioner_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_day_close_item",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_day_close_item", x => new { x.inst_id, x.settlement_id });
                    table.ForeignKey(
                        name: "fk_settlement_day_close_item_settlement_day_close_inst_id_day",
                        columns: x => new { x.inst_id, x.day },
                        principalTable: "settlement_day_close",
                        principalColumns: new[] { "inst_id", "day" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_day_close_total",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    insutype = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    settlements = table.Column<int>(type: "INTEGER", nullable: false),
                    reversals = table.Column<int>(type: "INTEGER", nullable: false),
                    fee = table.Column<long>(type: "INTEGER", nullable: false),
                    hifp = table.Column<long>(type: "INTEGER", nullable: false),
                    hifob = table.Column<long>(type: "INTEGER", nullable: false),
                    hifmi = table.Column<long>(type: "INTEGER", nullable: false),
                    hifes = table.Column<long>(type: "INTEGER", nullable: false),
                    cvlserv = table.Column<long>(type: "INTEGER", nullable: false),
                    maf = table.Column<long>(type: "INTEGER", nullable: false),
                    oth = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    family_account = table.Column<long>(type: "INTEGER", nullable: false),
                    cash = table.Column<long>(type: "INTEGER", nullable: false),
                    hospital = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_day_close_total", x => new { x.inst_id, x.day, x.channel, x.insutype });
                    table.ForeignKey(
                        name: "fk_settlement_day_close_total_settlement_day_close_inst_id_day",
                        columns: x => new { x.inst_id, x.day },
                        principalTable: "settlement_day_close",
                        principalColumns: new[] { "inst_id", "day" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_statement_break",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    statement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    setl_id = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    mdtrt_id = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    psn_no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    stated_fee = table.Column<long>(type: "INTEGER", nullable: true),
                    stated_fund = table.Column<long>(type: "INTEGER", nullable: true),
                    stated_account = table.Column<long>(type: "INTEGER", nullable: true),
                    known_fee = table.Column<long>(type: "INTEGER", nullable: true),
                    known_fund = table.Column<long>(type: "INTEGER", nullable: true),
                    known_account = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_statement_break", x => new { x.inst_id, x.statement_id, x.number });
                    table.ForeignKey(
                        name: "fk_settlement_statement_break_settlement_statement_inst_id_statement_id",
                        columns: x => new { x.inst_id, x.statement_id },
                        principalTable: "settlement_statement",
                        principalColumns: new[] { "inst_id", "statement_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_disease_registration",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    benefit = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_disease_registration", x => new { x.person_id, x.id });
                    table.ForeignKey(
                        name: "fk_registry_disease_registration_registry_person_person_id",
                        column: x => x.person_id,
                        principalTable: "registry_person",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_enrolment",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    insutype = table.Column<string>(type: "TEXT", nullable: false),
                    scheme = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: true),
                    psn_type = table.Column<string>(type: "TEXT", nullable: false),
                    area = table.Column<string>(type: "TEXT", nullable: false),
                    civil_servant = table.Column<bool>(type: "INTEGER", nullable: false),
                    employer = table.Column<string>(type: "TEXT", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_enrolment", x => new { x.person_id, x.id });
                    table.ForeignKey(
                        name: "fk_registry_enrolment_registry_person_person_id",
                        column: x => x.person_id,
                        principalTable: "registry_person",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_entitlement",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    insutype = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_entitlement", x => new { x.person_id, x.id });
                    table.ForeignKey(
                        name: "fk_registry_entitlement_registry_person_person_id",
                        column: x => x.person_id,
                        principalTable: "registry_person",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_opening_balance",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    balance = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_opening_balance", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_registry_opening_balance_registry_person_person_id",
                        column: x => x.person_id,
                        principalTable: "registry_person",
                        principalColumn: "person_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "settlement_settled_line",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    settlement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    feedetl_sn = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    fee = table.Column<long>(type: "INTEGER", nullable: false),
                    full_self_pay = table.Column<long>(type: "INTEGER", nullable: false),
                    over_limit = table.Column<long>(type: "INTEGER", nullable: false),
                    initial_copay = table.Column<long>(type: "INTEGER", nullable: false),
                    in_scope = table.Column<long>(type: "INTEGER", nullable: false),
                    deductible = table.Column<long>(type: "INTEGER", nullable: false),
                    fund = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    cash = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settlement_settled_line", x => new { x.person_id, x.settlement_id, x.feedetl_sn });
                    table.ForeignKey(
                        name: "fk_settlement_settled_line_settlement_settlement_person_id_settlement_id",
                        columns: x => new { x.person_id, x.settlement_id },
                        principalTable: "settlement_settlement",
                        principalColumns: new[] { "person_id", "settlement_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "visits_diagnosis",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    visit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    diag_type = table.Column<string>(type: "TEXT", nullable: false),
                    diag_code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    diag_name = table.Column<string>(type: "TEXT", nullable: false),
                    diag_dept = table.Column<string>(type: "TEXT", nullable: false),
                    doctor_code = table.Column<string>(type: "TEXT", nullable: false),
                    doctor_name = table.Column<string>(type: "TEXT", nullable: false),
                    diagnosed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits_diagnosis", x => new { x.person_id, x.visit_id, x.place });
                    table.ForeignKey(
                        name: "fk_visits_diagnosis_visits_visit_person_id_visit_id",
                        columns: x => new { x.person_id, x.visit_id },
                        principalTable: "visits_visit",
                        principalColumns: new[] { "person_id", "visit_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "visits_record",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    visit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits_record", x => new { x.person_id, x.visit_id, x.number });
                    table.ForeignKey(
                        name: "fk_visits_record_visits_visit_person_id_visit_id",
                        columns: x => new { x.person_id, x.visit_id },
                        principalTable: "visits_visit",
                        principalColumns: new[] { "person_id", "visit_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "prices_evidence_content",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    proposal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_evidence_content", x => new { x.inst_id, x.proposal_id, x.place });
                    table.ForeignKey(
                        name: "fk_prices_evidence_content_prices_evidence_inst_id_proposal_id_place",
                        columns: x => new { x.inst_id, x.proposal_id, x.place },
                        principalTable: "prices_evidence",
                        principalColumns: new[] { "inst_id", "proposal_id", "place" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_acceptance_run_inst_id_state",
                table: "acceptance_run",
                columns: new[] { "inst_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_agreements_application_is_pending",
                table: "agreements_application",
                column: "is_pending");

            migrationBuilder.CreateIndex(
                name: "ix_agreements_event_inst_id_place",
                table: "agreements_event",
                columns: new[] { "inst_id", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exchange_file_content_inst_id_until",
                table: "exchange_file_content",
                columns: new[] { "inst_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_exchange_settlement_list_person_id_settlement_id",
                table: "exchange_settlement_list",
                columns: new[] { "person_id", "settlement_id" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_outbox_bucket_created_at",
                table: "platform_outbox",
                columns: new[] { "bucket", "created_at" },
                filter: "sent_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_goods_record_inst_id_bchno",
                table: "prescriptions_goods_record",
                columns: new[] { "inst_id", "bchno" });

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_goods_record_person_id",
                table: "prescriptions_goods_record",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_holding_inst_id_is_open_since",
                table: "prescriptions_holding",
                columns: new[] { "inst_id", "is_open", "since" });

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_number_inst_id_handle",
                table: "prescriptions_number",
                columns: new[] { "inst_id", "handle" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_number_inst_id_hosp_rxno",
                table: "prescriptions_number",
                columns: new[] { "inst_id", "hosp_rxno" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_trace_event_person_id",
                table: "prescriptions_trace_event",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_prices_consent_person_id_visit_id",
                table: "prices_consent",
                columns: new[] { "person_id", "visit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_prices_proposal_area_state",
                table: "prices_proposal",
                columns: new[] { "area", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_publicservice_consultation_inst_id_answered_at",
                table: "publicservice_consultation",
                columns: new[] { "inst_id", "answered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_publicservice_consultation_number",
                table: "publicservice_consultation",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_publicservice_duty_inst_id_ends_at",
                table: "publicservice_duty",
                columns: new[] { "inst_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_publicservice_publication_kind_area",
                table: "publicservice_publication",
                columns: new[] { "kind", "area" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_access_access_key",
                table: "registry_access",
                column: "access_key");

            migrationBuilder.CreateIndex(
                name: "ix_registry_access_epc_app_id",
                table: "registry_access",
                column: "epc_app_id");

            migrationBuilder.CreateIndex(
                name: "ix_registry_catalogue_mapping_inst_id_own_code",
                table: "registry_catalogue_mapping",
                columns: new[] { "inst_id", "own_code" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_delivery_enterprise_code",
                table: "registry_delivery_enterprise",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ix_registry_eligibility_event_code",
                table: "registry_eligibility_event",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ix_registry_institution_code",
                table: "registry_institution",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_nonce_inst_id_until",
                table: "registry_nonce",
                columns: new[] { "inst_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_practice_inst_id",
                table: "registry_practice",
                column: "inst_id");

            migrationBuilder.CreateIndex(
                name: "ix_registry_practitioner_code",
                table: "registry_practitioner",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_sign_in_inst_id_opter_no_signed_in_at",
                table: "registry_sign_in",
                columns: new[] { "inst_id", "opter_no", "signed_in_at" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_training_inst_id_held_on",
                table: "registry_training",
                columns: new[] { "inst_id", "held_on" });

            migrationBuilder.CreateIndex(
                name: "ix_settlement_day_close_item_inst_id_day",
                table: "settlement_day_close_item",
                columns: new[] { "inst_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_settlement_family_bond_holder_id",
                table: "settlement_family_bond",
                column: "holder_id");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_law_draft_proposed_at",
                table: "settlement_law_draft",
                column: "proposed_at");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_law_publication_since",
                table: "settlement_law_publication",
                column: "since");

            migrationBuilder.CreateIndex(
                name: "ix_settlement_ledger_entry_person_id_settlement_id",
                table: "settlement_ledger_entry",
                columns: new[] { "person_id", "settlement_id" });

            migrationBuilder.CreateIndex(
                name: "ix_settlement_settlement_inst_id_settled_at",
                table: "settlement_settlement",
                columns: new[] { "inst_id", "settled_at" });

            migrationBuilder.CreateIndex(
                name: "ix_settlement_settlement_person_id_visit_id",
                table: "settlement_settlement",
                columns: new[] { "person_id", "visit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_trail_access_batch_at",
                table: "trail_access_batch",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_trail_access_log_subject_class_subject",
                table: "trail_access_log",
                columns: new[] { "subject_class", "subject" });

            migrationBuilder.CreateIndex(
                name: "ix_trail_institution_entry_at",
                table: "trail_institution_entry",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_trail_leaf_subject_class_subject_seq",
                table: "trail_leaf",
                columns: new[] { "subject_class", "subject", "seq" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_trail_person_entry_at",
                table: "trail_person_entry",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_trail_region_entry_at",
                table: "trail_region_entry",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_visits_visit_person_id_began_on",
                table: "visits_visit",
                columns: new[] { "person_id", "began_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "acceptance_call");

            migrationBuilder.DropTable(
                name: "acceptance_door");

            migrationBuilder.DropTable(
                name: "acceptance_evidence");

            migrationBuilder.DropTable(
                name: "acceptance_run");

            migrationBuilder.DropTable(
                name: "agreements_application");

            migrationBuilder.DropTable(
                name: "agreements_appraisal");

            migrationBuilder.DropTable(
                name: "agreements_event");

            migrationBuilder.DropTable(
                name: "agreements_standing");

            migrationBuilder.DropTable(
                name: "exchange_file_content");

            migrationBuilder.DropTable(
                name: "exchange_settlement_list");

            migrationBuilder.DropTable(
                name: "platform_batch_claim");

            migrationBuilder.DropTable(
                name: "platform_claim");

            migrationBuilder.DropTable(
                name: "platform_institution_anchor");

            migrationBuilder.DropTable(
                name: "platform_outbox");

            migrationBuilder.DropTable(
                name: "platform_outbox_lease");

            migrationBuilder.DropTable(
                name: "platform_staff_record");

            migrationBuilder.DropTable(
                name: "platform_used_code");

            migrationBuilder.DropTable(
                name: "prescriptions_event");

            migrationBuilder.DropTable(
                name: "prescriptions_file");

            migrationBuilder.DropTable(
                name: "prescriptions_goods_record");

            migrationBuilder.DropTable(
                name: "prescriptions_holding");

            migrationBuilder.DropTable(
                name: "prescriptions_number");

            migrationBuilder.DropTable(
                name: "prescriptions_prescription");

            migrationBuilder.DropTable(
                name: "prescriptions_trace_code");

            migrationBuilder.DropTable(
                name: "prescriptions_trace_event");

            migrationBuilder.DropTable(
                name: "prescriptions_trace_line");

            migrationBuilder.DropTable(
                name: "prices_consent");

            migrationBuilder.DropTable(
                name: "prices_decision");

            migrationBuilder.DropTable(
                name: "prices_evidence_content");

            migrationBuilder.DropTable(
                name: "prices_filing");

            migrationBuilder.DropTable(
                name: "prices_inclusion");

            migrationBuilder.DropTable(
                name: "prices_item");

            migrationBuilder.DropTable(
                name: "prices_item_term");

            migrationBuilder.DropTable(
                name: "prices_notice_line");

            migrationBuilder.DropTable(
                name: "prices_standing");

            migrationBuilder.DropTable(
                name: "publicservice_asker");

            migrationBuilder.DropTable(
                name: "publicservice_consultation_words");

            migrationBuilder.DropTable(
                name: "publicservice_duty");

            migrationBuilder.DropTable(
                name: "publicservice_publication_clause");

            migrationBuilder.DropTable(
                name: "registry_access");

            migrationBuilder.DropTable(
                name: "registry_catalogue_entry");

            migrationBuilder.DropTable(
                name: "registry_catalogue_mapping");

            migrationBuilder.DropTable(
                name: "registry_choice_filing");

            migrationBuilder.DropTable(
                name: "registry_delivery_enterprise");

            migrationBuilder.DropTable(
                name: "registry_designation");

            migrationBuilder.DropTable(
                name: "registry_disease_filing");

            migrationBuilder.DropTable(
                name: "registry_disease_registration");

            migrationBuilder.DropTable(
                name: "registry_eligibility_event");

            migrationBuilder.DropTable(
                name: "registry_enrolment");

            migrationBuilder.DropTable(
                name: "registry_entitlement");

            migrationBuilder.DropTable(
                name: "registry_export");

            migrationBuilder.DropTable(
                name: "registry_import");

            migrationBuilder.DropTable(
                name: "registry_import_findings");

            migrationBuilder.DropTable(
                name: "registry_institution_profile");

            migrationBuilder.DropTable(
                name: "registry_institution_standing");

            migrationBuilder.DropTable(
                name: "registry_licence");

            migrationBuilder.DropTable(
                name: "registry_nonce");

            migrationBuilder.DropTable(
                name: "registry_opening_balance");

            migrationBuilder.DropTable(
                name: "registry_person_key");

            migrationBuilder.DropTable(
                name: "registry_practice");

            migrationBuilder.DropTable(
                name: "registry_sign_in");

            migrationBuilder.DropTable(
                name: "registry_training");

            migrationBuilder.DropTable(
                name: "registry_uploaded_table");

            migrationBuilder.DropTable(
                name: "settlement_account");

            migrationBuilder.DropTable(
                name: "settlement_accumulator");

            migrationBuilder.DropTable(
                name: "settlement_budget");

            migrationBuilder.DropTable(
                name: "settlement_day_close_item");

            migrationBuilder.DropTable(
                name: "settlement_day_close_total");

            migrationBuilder.DropTable(
                name: "settlement_export");

            migrationBuilder.DropTable(
                name: "settlement_family_bond");

            migrationBuilder.DropTable(
                name: "settlement_fee_line");

            migrationBuilder.DropTable(
                name: "settlement_law_draft");

            migrationBuilder.DropTable(
                name: "settlement_law_library");

            migrationBuilder.DropTable(
                name: "settlement_law_publication");

            migrationBuilder.DropTable(
                name: "settlement_ledger_entry");

            migrationBuilder.DropTable(
                name: "settlement_manual_claim");

            migrationBuilder.DropTable(
                name: "settlement_settled_line");

            migrationBuilder.DropTable(
                name: "settlement_statement_break");

            migrationBuilder.DropTable(
                name: "trail_access_batch");

            migrationBuilder.DropTable(
                name: "trail_access_log");

            migrationBuilder.DropTable(
                name: "trail_checkpoint");

            migrationBuilder.DropTable(
                name: "trail_institution_entry");

            migrationBuilder.DropTable(
                name: "trail_institution_payload");

            migrationBuilder.DropTable(
                name: "trail_key");

            migrationBuilder.DropTable(
                name: "trail_leaf");

            migrationBuilder.DropTable(
                name: "trail_person_entry");

            migrationBuilder.DropTable(
                name: "trail_person_payload");

            migrationBuilder.DropTable(
                name: "trail_region_entry");

            migrationBuilder.DropTable(
                name: "trail_region_payload");

            migrationBuilder.DropTable(
                name: "trail_subject_key");

            migrationBuilder.DropTable(
                name: "visits_diagnosis");

            migrationBuilder.DropTable(
                name: "visits_record");

            migrationBuilder.DropTable(
                name: "exchange_file");

            migrationBuilder.DropTable(
                name: "prices_evidence");

            migrationBuilder.DropTable(
                name: "prices_notice");

            migrationBuilder.DropTable(
                name: "publicservice_consultation");

            migrationBuilder.DropTable(
                name: "publicservice_publication");

            migrationBuilder.DropTable(
                name: "registry_institution");

            migrationBuilder.DropTable(
                name: "registry_person");

            migrationBuilder.DropTable(
                name: "registry_practitioner");

            migrationBuilder.DropTable(
                name: "settlement_day_close");

            migrationBuilder.DropTable(
                name: "settlement_settlement");

            migrationBuilder.DropTable(
                name: "settlement_statement");

            migrationBuilder.DropTable(
                name: "visits_visit");

            migrationBuilder.DropTable(
                name: "prices_proposal");

            migrationBuilder.DropTable(
                name: "platform_person_anchor");
        }
    }
}
