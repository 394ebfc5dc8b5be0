using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Prescriptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "prescriptions_event");

            migrationBuilder.DropTable(
                name: "prescriptions_file");

            migrationBuilder.DropTable(
                name: "prescriptions_holding");

            migrationBuilder.DropTable(
                name: "prescriptions_number");

            migrationBuilder.DropTable(
                name: "prescriptions_prescription");
        }
    }
}
