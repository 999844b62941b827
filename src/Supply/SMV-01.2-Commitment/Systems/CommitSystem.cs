using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Commits a system: which units run in which hours, and how high, so that load and reserves are met at least cost; with a lower
/// bound that no schedule can beat, so that the answer says how good it is. It always answers with a schedule: what cannot be met is in it
/// as a shortage with its hour, amount and price. Refuses a case that contradicts itself (<see cref="CaseRules"/>).</summary>
public static class CommitSystem
{
    /// <summary>The schedule and how it was found.</summary>
    public static Outcome<SystemSolution> Run(CommitSystemInputs inputs)
    {
        if (CaseRules.Of(inputs.Case) is { } refusal) return refusal;
        if (!(inputs.GapTarget >= 0) || inputs.Threads < 1 || !(inputs.TimeLimitSeconds > 0))
            return new Refusal("solve-options", $"gap {inputs.GapTarget}, {inputs.Threads} threads, {inputs.TimeLimitSeconds} seconds",
                "options", "Give a gap of 0 or more, at least one thread and a time above zero.");
        return inputs.Case.Hours > SystemModel.MostHours ? new RollingHorizon(inputs).Run() : OfWindow(inputs);
    }

    /// <summary>One window, with stores or without.</summary>
    internal static SystemSolution OfWindow(CommitSystemInputs inputs) =>
        inputs.Case.Storage.IsDefaultOrEmpty ? new SystemSearch(inputs).Run() : new StoredSystem(inputs).Run();
}
