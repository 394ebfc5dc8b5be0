using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ItemRegister : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "offline_item",
                table: "prices_item",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "proposal_id",
                table: "prices_item",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "unit",
                table: "prices_item",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "prices_item_term",
                columns: table => new
                {
                    area = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    stage = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    trial_until = table.Column<DateOnly>(type: "date", nullable: true),
                    ceiling = table.Column<long>(type: "bigint", nullable: true),
                    document = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_prices_item_term", x => new { x.area, x.code, x.number });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "prices_item_term");

            migrationBuilder.DropColumn(
                name: "offline_item",
                table: "prices_item");

            migrationBuilder.DropColumn(
                name: "proposal_id",
                table: "prices_item");

            migrationBuilder.DropColumn(
                name: "unit",
                table: "prices_item");
        }
    }
}
