using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;
using NodaTime;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>Why a contract's month cannot be reckoned from what was given.</summary>
internal static class MonthRefusals
{
    internal static Refusal? Of(MeasureMonthInputs inputs, ResolvedTerms terms)
    {
        var where = $"contract {terms.Agreement.Id}, month {inputs.Month.FirstOfMonth()}";
        if (inputs.Metered is null && terms.Agreement.Quantity is PlantQuantity plant)
            return new("missing-meter", $"there is no meter of {plant.Plant}", where, "Import the plant's meter for the month, then measure.");
        if (inputs.Potential is null && inputs.Curtailments.Length > 0)
            return new("missing-potential", "the plant was curtailed, and what it could have made is not given", where,
                "Give the plant's potential output of the month, from wind or sun measured at the site.");
        if (inputs.Indices.DayAhead is null && Damages.AreOwed(terms.Agreement))
            return new("missing-index", "damages need the price of replacement energy, and no day-ahead price is given", where,
                "Import the day-ahead price of the contract's location.");
        var orders = inputs.Curtailments.Select(order => order.Interval).Order().ToArray();
        for (var i = 1; i < orders.Length; i++)
            if (orders[i].Start < orders[i - 1].End)
                return new("overlapping-curtailments", $"two orders cover {orders[i].Start}", where, "Cut one: an hour is curtailed once.");
        return Mismatch(inputs.Scheduled, "schedule", terms, where) ?? Mismatch(inputs.Metered, "meter", terms, where)
            ?? Mismatch(inputs.Potential, "potential output", terms, where) ?? (Damages.AreOwed(terms.Agreement)
                ? Mismatch(inputs.Indices.DayAhead, "day-ahead price", terms, where) : null);
    }

    private static Refusal? Mismatch<T>(Series<T>? series, string name, ResolvedTerms terms, string where) =>
        series is null || series.Start == terms.Hours[0].Hour.Start && series.End == terms.Hours[^1].Hour.End
            && series.Step == Duration.FromHours(1)
            ? null
            : new("hours-do-not-match",
                $"{name} has {series.Count} intervals from {series.Start}, the month has {terms.Hours.Length} hours in the term from "
                + $"{terms.Hours[0].Hour.Start}", where, "Give one value for each hour of the month inside the term.");
}
