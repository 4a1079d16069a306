using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AttachmentVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "comment", table: "desk_attachment", type: "TEXT", maxLength: 500, nullable: true);

            migrationBuilder.AddColumn<long>(name: "replaced_at", table: "desk_attachment", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<int>(name: "version", table: "desk_attachment", type: "INTEGER", nullable: false, defaultValue: 1);

            migrationBuilder.AddColumn<long>(name: "version_of", table: "desk_attachment", type: "INTEGER", nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_desk_attachment_version_of_version",
                table: "desk_attachment",
                columns: new[] { "version_of", "version" },
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_attachment_version_of_version", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "comment", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "replaced_at", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "version", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "version_of", table: "desk_attachment");
        }
    }
}
