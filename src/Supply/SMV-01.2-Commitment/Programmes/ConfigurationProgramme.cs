using System.Collections.Immutable;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The exact programme of a plant with configurations. A plan is a chain of stays; a stay in a configuration, begun in an hour
/// under a cap on its first output, costs the same whatever came before it, so that each is priced once and the chain is a shortest path.
/// <para>Exact when, as taken here, output on both sides of a transition is bound by the transition's own caps and not to each other, and
/// nothing is delivered during it. A transition that the last hour cuts short is paid in full.</para></summary>
internal sealed class ConfigurationProgramme(int hours, int segments)
{
    private const int None = -1;
    private static readonly Stay nothing = new(double.PositiveInfinity, None, None, None, None);

    private readonly RunPricer pricer = new(hours, segments);
    private readonly double[] spare = new double[hours];
    private ConfigurationModel plant = null!;
    // Ways to enter a configuration in an hour: one for each pair of configuration and cap on the first output.
    private ImmutableArray<(int Configuration, double Cap)> entries = [];
    private int[] entryOf = [];
    private Stay[] entered = [];
    private Stay final;

    /// <summary>How an hour was come to: by leaving a stay (its entry and first hour, −1 for the one before the horizon) after a last hour
    /// by a transition; no transition at the end of the horizon.</summary>
    private readonly record struct Stay(double Cost, int Entry, int Start, int Last, int Transition);

    /// <summary>The configuration of each hour; −1 during a transition.</summary>
    public int[] InConfiguration { get; } = new int[hours];

    /// <summary>Output, each hour; 0 while off.</summary>
    public double[] Output { get; } = new double[hours];

    /// <summary>Spinning reserve that can be held at that output.</summary>
    public double[] Spinning { get; } = new double[hours];

    /// <summary>The least cost; infinite when no plan is possible.</summary>
    public double Solve(ConfigurationModel model)
    {
        plant = model;
        entries = [.. model.Transitions.Select(change => (change.To, change.EnterCap)).Distinct()];
        entryOf = [.. model.Transitions.Select(change => entries.IndexOf((change.To, change.EnterCap)))];
        entered = new Stay[entries.Length * hours];
        Array.Fill(entered, nothing);
        final = nothing;
        Price(None, None, 0);
        for (var hour = 0; hour < hours; hour++)
            for (var entry = 0; entry < entries.Length; entry++)
                if (double.IsFinite(entered[entry * hours + hour].Cost)) Price(entry, hour, entered[entry * hours + hour].Cost);
        if (double.IsFinite(final.Cost)) Trace();
        return final.Cost;
    }

    private int ConfigurationOf(int entry) => entry == None ? plant.Before : entries[entry].Configuration;

    /// <summary>Prices the stay that begins in an hour, and tells what can follow each of its hours.</summary>
    private void Price(int entry, int start, double cost)
    {
        var which = ConfigurationOf(entry);
        var model = plant.Configurations[which].Model;
        Begin(entry, start);
        if (entry == None) LeaveAtOnce(which, model);
        for (var hour = Math.Max(start, 0); hour < hours; hour++)
        {
            var hoursIn = entry == None ? plant.HoursBefore + hour + 1 : hour - start + 1;
            if (hour + 1 < hours && hoursIn >= plant.Configurations[which].MinHours)
                for (var i = 0; i < plant.Transitions.Length; i++)
                {
                    var change = plant.Transitions[i];
                    if (change.From != which) continue;
                    var stay = model is null ? 0 : pricer.CostToEnd(hour, new(change.LeaveCap, change.LeaveCap));
                    Tell(i, new(cost + stay + change.Usd(hoursIn), entry, start, hour, i));
                }
            if (model is not null && !pricer.GoOn(hour)) return;
        }
        var total = cost + (model is null ? 0 : pricer.CostSoFar);
        if (total < final.Cost) final = new(total, entry, start, hours - 1, None);
    }

    private void LeaveAtOnce(int which, UnitModel? model)
    {
        if (plant.HoursBefore < plant.Configurations[which].MinHours) return;
        for (var i = 0; i < plant.Transitions.Length; i++)
        {
            var change = plant.Transitions[i];
            if (change.From == which && !(model?.AboveMinBefore > change.LeaveCap))
                Tell(i, new(change.Usd(plant.HoursBefore), None, None, None, i));
        }
    }

    private void Tell(int transition, Stay way)
    {
        var arrival = way.Last + 1 + plant.Transitions[transition].Hours;
        if (arrival >= hours)
        {
            if (way.Cost < final.Cost) final = way;
            return;
        }
        ref var known = ref entered[entryOf[transition] * hours + arrival];
        if (way.Cost < known.Cost) known = way;
    }

    private void Begin(int entry, int start)
    {
        if (plant.Configurations[ConfigurationOf(entry)] is not { Model: { } model, Costs: { } costs }) return;
        pricer.Take(model, costs);
        if (entry == None) pricer.BeginBefore();
        else pricer.Begin(start, entries[entry].Cap);
    }

    private void Trace()
    {
        Array.Fill(InConfiguration, None);
        Array.Clear(Output);
        Array.Clear(Spinning);
        var way = final;
        while (true)
        {
            if (way.Last >= 0) Write(way);
            if (way.Entry == None) return;
            way = entered[way.Entry * hours + way.Start];
        }
    }

    private void Write(Stay stay)
    {
        var first = Math.Max(stay.Start, 0);
        var which = ConfigurationOf(stay.Entry);
        Array.Fill(InConfiguration, which, first, stay.Last + 1 - first);
        if (plant.Configurations[which].Model is not { } model) return;
        Begin(stay.Entry, stay.Start);
        RunPricer.Ending? ending = stay.Transition == None ? null
            : new(plant.Transitions[stay.Transition].LeaveCap, plant.Transitions[stay.Transition].LeaveCap);
        pricer.Fill(stay.Last, ending, spare, Spinning);
        for (var hour = first; hour <= stay.Last; hour++) Output[hour] = model.Min + spare[hour];
    }
}
