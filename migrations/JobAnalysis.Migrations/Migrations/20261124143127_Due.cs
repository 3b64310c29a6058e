using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JobAnalysis.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class Due : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "snapshot",
                table: "gap_publication",
                type: "text",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql(EmbeddedText.Read("0004_due.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "snapshot",
                table: "gap_publication");
        }
    }
}
