using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LongImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_registry_uploaded_table",
                table: "registry_uploaded_table");

            migrationBuilder.AddColumn<int>(
                name: "part",
                table: "registry_uploaded_table",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "at",
                table: "registry_uploaded_table",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<int>(
                name: "parts",
                table: "registry_import",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "parts_done",
                table: "registry_import",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "present",
                table: "registry_import",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "refused",
                table: "registry_import",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "written",
                table: "registry_import",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddPrimaryKey(
                name: "pk_registry_uploaded_table",
                table: "registry_uploaded_table",
                columns: new[] { "inst_id", "import_id", "part" });

            migrationBuilder.CreateTable(
                name: "registry_import_findings",
                columns: table => new
                {
                    inst_id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    piece = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import_findings", x => new { x.inst_id, x.import_id, x.piece });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "registry_import_findings");

            migrationBuilder.DropPrimaryKey(
                name: "pk_registry_uploaded_table",
                table: "registry_uploaded_table");

            migrationBuilder.DropColumn(
                name: "part",
                table: "registry_uploaded_table");

            migrationBuilder.DropColumn(
                name: "at",
                table: "registry_uploaded_table");

            migrationBuilder.DropColumn(
                name: "parts",
                table: "registry_import");

            migrationBuilder.DropColumn(
                name: "parts_done",
                table: "registry_import");

            migrationBuilder.DropColumn(
                name: "present",
                table: "registry_import");

            migrationBuilder.DropColumn(
                name: "refused",
                table: "registry_import");

            migrationBuilder.DropColumn(
                name: "written",
                table: "registry_import");

            migrationBuilder.AddPrimaryKey(
                name: "pk_registry_uploaded_table",
                table: "registry_uploaded_table",
                columns: new[] { "inst_id", "import_id" });
        }
    }
}
