using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>Reads another solver's answer to a case that <see cref="MpsFile"/> wrote: the solution files of CBC and HiGHS, lines of
/// column name
/// and value. What a file does not name is zero. The answer has no prices and no lower bound.</summary>
public static class MpsSolution
{
    private const int MaxTextBytes = 512 << 20;

    /// <summary>Reads the file. Refuses one that holds no solution of this case.</summary>
    public static Outcome<SystemSchedule> Read(SourceFile file, CommitmentCase given)
    {
        var unfolded = file.ReadText(MaxTextBytes);
        if (unfolded is Outcome<ReadOnlyMemory<byte>>.Refused damaged) return damaged.Refusal;
        using var lines = new StringReader(Encoding.UTF8.GetString(unfolded.OrThrow().Span));
        double? objective = null;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.FirstOrDefault() == "**") words = words[1..];
            // CBC: number name value reduced-cost; HiGHS: name value. HiGHS goes on with duals, whose names come a second time.
            var at = words.Length >= 3 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? 1 : 0;
            if (words.Length < at + 2 || Number(words[at + 1]) is not { } value) objective ??= ObjectiveIn(line, words);
            else if (words[at] == "Objective") objective ??= value;
            else if (words[at].EndsWith(']')) values.TryAdd(words[at], value);
        }
        if (objective is { } usd && values.Count > 0) return ScheduleOf(given, values, usd);
        return new Refusal("no-solution", "The file holds no objective value or no column", file.Name,
            "Have the solver write its solution: cbc … solution FILE, or highs --solution_file FILE.");
    }

    /// <summary>The schedule that column values stand for.</summary>
    public static SystemSchedule ScheduleOf(CommitmentCase given, IReadOnlyDictionary<string, double> values, double objectiveUsd)
    {
        var names = ColumnNames.Of(given);
        ImmutableArray<double> Hours(string what, string name) =>
            [.. Enumerable.Range(0, given.Hours).Select(t => values.GetValueOrDefault(ColumnNames.At(what, name, t)))];
        return new(
            given.Name, objectiveUsd, double.NegativeInfinity,
            [.. given.Thermal.Zip(names.Thermal, (unit, name) => Unit(unit, Hours("on", name), Hours("above", name), Hours("spin", name)))],
            [.. given.Renewable.Zip(names.Renewable, (plant, name) => new RenewableDispatch(plant.Name, Hours("plant", name)))],
            [.. given.Storage.Zip(names.Storage, (store, name) =>
                new StorageDispatch(store.Name, Hours("charge", name), Hours("discharge", name), Hours("stored", name)))],
            [], [], []);
    }

    private static ThermalDispatch Unit(
        CaseThermal unit, ImmutableArray<double> on, ImmutableArray<double> above, ImmutableArray<double> spin)
    {
        ImmutableArray<bool> isOn = [.. on.Select(value => value > 0.5)];
        ImmutableArray<double> WhileOn(Func<int, double> of) => [.. Enumerable.Range(0, isOn.Length).Select(t => isOn[t] ? of(t) : 0)];
        return new(unit.Name, isOn, WhileOn(t => unit.MinMw + above[t]), WhileOn(t => spin[t]), WhileOn(t => above[t]));
    }

    private static double? ObjectiveIn(string line, string[] words) =>
        line.Contains("objective value", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("Infeasible", StringComparison.Ordinal)
            ? Number(words[^1]) : null;

    private static double? Number(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
