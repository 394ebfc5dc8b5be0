using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ConsultationAsker : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "publicservice_asker",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entered_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    entered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicservice_asker", x => new { x.inst_id, x.number });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "publicservice_asker");
        }
    }
}
