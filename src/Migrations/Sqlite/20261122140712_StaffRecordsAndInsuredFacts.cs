using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StaffRecordsAndInsuredFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "recorded_at",
                table: "registry_entitlement",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "recorded_at",
                table: "registry_enrolment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "recorded_at",
                table: "registry_disease_registration",
                type: "TEXT",
                nullable: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_staff_record");

            migrationBuilder.DropTable(
                name: "platform_used_code");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "registry_entitlement");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "registry_enrolment");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "registry_disease_registration");
        }
    }
}
