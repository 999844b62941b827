using System.Security.Claims;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Screens.DataQuality;

/// <summary>Makes a report's table outside any request, as its owner would see it on the page, as of everything known so far.</summary>
/// <param name="services">Where the books of the digital stream are.</param>
/// <param name="reads">The facts.</param>
public sealed class ReportWriter(IServiceProvider services, SupplyReads reads)
{
    /// <summary>The CSV and its number of rows.</summary>
    /// <exception cref="RefusedException"><c>unknown-table</c>.</exception>
    public (string Csv, int Rows) Write(ReportPlan plan)
    {
        if (!ScreenTables.All.TryGetValue(plan.Table, out var build))
            throw new RefusedException(new("unknown-table", $"There is no table '{plan.Table}'", $"report {plan.Name}",
                "Name one of /export; the pages' CSV links name them."));
        var context = new DefaultHttpContext
        {
            RequestServices = services,
            User = new(new ClaimsIdentity([new(ClaimTypes.Name, plan.Owner), new(ClaimTypes.Role, Roles.ServiceDesk)], "report")),
        };
        var table = build(ScreenView.Of(reads, context.Request));
        return (CsvExport.Write(table), table.Rows.Length);
    }
}
