using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JobAnalysis.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class RunPage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "claimed_at",
                table: "gap_run",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "people_done",
                table: "gap_run",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "people_total",
                table: "gap_run",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql(EmbeddedText.Read("0005_run_page.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function gap_pause_ends(uuid, timestamptz); drop function gap_pause_window(uuid, date);");

            migrationBuilder.DropColumn(
                name: "claimed_at",
                table: "gap_run");

            migrationBuilder.DropColumn(
                name: "people_done",
                table: "gap_run");

            migrationBuilder.DropColumn(
                name: "people_total",
                table: "gap_run");
        }
    }
}
