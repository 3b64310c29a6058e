using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JobAnalysis.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class PersonAssessments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_assessment_organization_id_person_id",
                table: "assessment",
                columns: new[] { "organization_id", "person_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_assessment_organization_id_person_id",
                table: "assessment");
        }
    }
}
