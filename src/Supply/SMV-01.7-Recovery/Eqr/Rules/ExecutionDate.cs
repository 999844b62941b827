using NodaTime;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;



/// <summary>F.20.3: a contract was executed on or after 1 January 1900.</summary>
public static class ExecutionDate
{
    private static readonly LocalDate first = new(1900, 1, 1);

    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfContracts("F.20.3", "Contracts were executed since 1900", Severity.Error,
        "Contract Execution Date", (table, row) => EqrPlaces.DayOf(table, row, "Contract Execution Date") < first
            ? $"It was executed {table.Of(row, "Contract Execution Date")}" : null);
}
