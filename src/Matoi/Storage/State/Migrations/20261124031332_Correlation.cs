using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matoi.Storage.State.Migrations
{
    /// <inheritdoc />
    public partial class Correlation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CorrelationLearning",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Penalty = table.Column<double>(type: "REAL", nullable: false),
                    Time = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CorrelationLearning", x => x.Key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_ModifiedTime",
                table: "Incidents",
                column: "ModifiedTime");

            migrationBuilder.CreateIndex(
                name: "IX_CorrelationLearning_Time",
                table: "CorrelationLearning",
                column: "Time");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CorrelationLearning");

            migrationBuilder.DropIndex(
                name: "IX_Incidents_ModifiedTime",
                table: "Incidents");
        }
    }
}
