using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Mingsuan.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EpcAccess : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "epc_app_id",
                table: "registry_access",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "epc_numbers",
                table: "registry_access",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "epc_public_key",
                table: "registry_access",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "epc_signature",
                table: "registry_access",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_access_epc_app_id",
                table: "registry_access",
                column: "epc_app_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_registry_access_epc_app_id",
                table: "registry_access");

            migrationBuilder.DropColumn(
                name: "epc_app_id",
                table: "registry_access");

            migrationBuilder.DropColumn(
                name: "epc_numbers",
                table: "registry_access");

            migrationBuilder.DropColumn(
                name: "epc_public_key",
                table: "registry_access");

            migrationBuilder.DropColumn(
                name: "epc_signature",
                table: "registry_access");
        }
    }
}
