using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PublicService : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "publicservice_consultation",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    area = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    group = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answered_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    answered_role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_consultation", x => new { x.inst_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "publicservice_duty",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practitioner = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    entered_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    entered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    removed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    removed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_duty", x => new { x.inst_id, x.duty_id });
                });

            migrationBuilder.CreateTable(
                name: "publicservice_publication",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    area = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    office = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    drafted_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    drafted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_publication", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "publicservice_consultation_words",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    name = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    contact = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    topic = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    question = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_consultation_words", x => new { x.inst_id, x.number });
                    table.ForeignKey(
                        name: "fk_publicservice_consultation_words_publicservice_consultation~",
                        columns: x => new { x.inst_id, x.number },
                        principalTable: "publicservice_consultation",
                        principalColumns: new[] { "inst_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "publicservice_publication_clause",
                columns: table => new
                {
                    publication_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    area = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    document_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    anchor = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    document = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    article = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_publication_clause", x => new { x.publication_id, x.number });
                    table.ForeignKey(
                        name: "fk_publicservice_publication_clause_publicservice_publication_~",
                        column: x => x.publication_id,
                        principalTable: "publicservice_publication",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "publicservice_consultation_words");

            migrationBuilder.DropTable(
                name: "publicservice_duty");

            migrationBuilder.DropTable(
                name: "publicservice_publication_clause");

            migrationBuilder.DropTable(
                name: "publicservice_consultation");

            migrationBuilder.DropTable(
                name: "publicservice_publication");
        }
    }
}
