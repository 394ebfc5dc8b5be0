using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "proposal_id",
                table: "prices_item",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "unit",
                table: "prices_item",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

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
