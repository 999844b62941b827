using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Commitment.Systems.Rules;

/// <summary>Words a refusal of a case, and checks what every list of hours must be.</summary>
internal sealed record CasePlace(string Case)
{
    public Refusal Refuse(string code, string what, string where, string remedy) =>
        new(code, FormattableString.Invariant($"{what}"), $"case {Case}, {where}", remedy);

    /// <summary>A place within a list of hours; hours are told from 1, as a person counts.</summary>
    public static string At(string field, int hour) => FormattableString.Invariant($"{field}, hour {hour + 1}");

    /// <summary>One finite value an hour.</summary>
    public Refusal? OfHours(ImmutableArray<double> values, int hours, string field)
    {
        if (values.Length != hours)
            return Refuse("wrong-length", FormattableString.Invariant($"{values.Length} values stand where {hours} hours are"), field,
                "Give one value for every hour of the horizon.");
        for (var hour = 0; hour < values.Length; hour++)
            if (Finite(values[hour], At(field, hour)) is { } refusal) return refusal;
        return null;
    }

    public Refusal? Finite(double value, string where) => double.IsFinite(value) ? null
        : Refuse("not-finite", FormattableString.Invariant($"{value} is no amount"), where, "Give a finite number.");

    /// <summary>Every value finite and not below zero.</summary>
    public Refusal? NotNegative(string code, string where, string remedy, params ReadOnlySpan<(string Name, double Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (Finite(value, $"{where}, {name}") is { } refusal) return refusal;
            if (value < 0) return Refuse(code, FormattableString.Invariant($"{name} is {value}; expected 0 or more"), where, remedy);
        }
        return null;
    }
}
