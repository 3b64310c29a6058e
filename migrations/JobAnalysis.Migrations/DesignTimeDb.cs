using JobAnalysis.Application;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace JobAnalysis.Migrations;

/// <summary>For `dotnet ef migrations add`; needs no server.</summary>
public sealed class DesignTimeDb : IDesignTimeDbContextFactory<JobAnalysisDb>
{
    public JobAnalysisDb CreateDbContext(string[] args) => Create(NpgsqlDataSource.Create("Host=localhost;Database=jobanalysis"), new RequestContext());

    internal static JobAnalysisDb Create(NpgsqlDataSource dataSource, RequestContext context)
    {
        var options = new DbContextOptionsBuilder<JobAnalysisDb>();
        ApplicationRegistration.Configure(options, dataSource);
        return new(options.Options, context);
    }
}
