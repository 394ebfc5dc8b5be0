using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TraceCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_goods_record_inst_id_bchno",
                table: "prescriptions_goods_record",
                columns: new[] { "inst_id", "bchno" });

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_goods_record_person_id",
                table: "prescriptions_goods_record",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_prescriptions_trace_event_person_id",
                table: "prescriptions_trace_event",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "prescriptions_goods_record");

            migrationBuilder.DropTable(
                name: "prescriptions_trace_code");

            migrationBuilder.DropTable(
                name: "prescriptions_trace_event");

            migrationBuilder.DropTable(
                name: "prescriptions_trace_line");
        }
    }
}
