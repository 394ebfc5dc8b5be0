using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class VisitRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "proof_diagnosis",
                table: "visits_visit",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "proof_on",
                table: "visits_visit",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "proof_source",
                table: "visits_visit",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "symptoms",
                table: "visits_visit",
                type: "character varying(250)",
                maxLength: 250,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "turned_offline",
                table: "visits_visit",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "visits_record",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content = table.Column<string>(type: "text", nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "visits_record");

            migrationBuilder.DropColumn(
                name: "proof_diagnosis",
                table: "visits_visit");

            migrationBuilder.DropColumn(
                name: "proof_on",
                table: "visits_visit");

            migrationBuilder.DropColumn(
                name: "proof_source",
                table: "visits_visit");

            migrationBuilder.DropColumn(
                name: "symptoms",
                table: "visits_visit");

            migrationBuilder.DropColumn(
                name: "turned_offline",
                table: "visits_visit");
        }
    }
}
