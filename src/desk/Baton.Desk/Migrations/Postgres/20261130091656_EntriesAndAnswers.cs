using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EntriesAndAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "author",
                table: "desk_message",
                type: "text",
                maxLength: 100,
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<string>(name: "files", table: "desk_message", type: "text", nullable: true, collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "entries",
                table: "desk_case_type",
                type: "text",
                maxLength: 100,
                nullable: true,
                collation: "C"
            );

            // Mails whose contact waited before it was given to a case are of the case.
            migrationBuilder.Sql(
                """
                UPDATE desk_mail SET case_key = (
                    SELECT contact.case_key FROM desk_incoming_contact AS contact WHERE contact."key" = desk_mail.contact_key
                )
                WHERE case_key IS NULL AND contact_key IS NOT NULL
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "author", table: "desk_message");

            migrationBuilder.DropColumn(name: "files", table: "desk_message");

            migrationBuilder.DropColumn(name: "entries", table: "desk_case_type");
        }
    }
}
