using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Risk.Options;

/// <summary>A store of gas or power, in whole units.</summary>
/// <param name="UnitEnergy">MMBtu or MWh of a unit, above 0.</param>
/// <param name="Capacity">Units it holds, 1 or more.</param>
/// <param name="Inject">Most units in at a decision, 1 or more.</param>
/// <param name="Withdraw">Most units out at a decision, 1 or more.</param>
/// <param name="Start">Units at the start.</param>
/// <param name="EndAtLeast">Units that must be left.</param>
/// <param name="InjectUsd">Cost of putting in, USD per unit of energy.</param>
/// <param name="WithdrawUsd">Cost of taking out, USD per unit of energy.</param>
/// <param name="Loss">Share of what is bought that never reaches the store, [0, 1).</param>
/// <param name="EndShare">What is left is worth this share of the last price.</param>
public sealed record StorageTerms(
    double UnitEnergy, int Capacity, int Inject, int Withdraw, int Start, int EndAtLeast, double InjectUsd, double WithdrawUsd, double Loss,
    double EndShare)
{
    internal LevelContract Bind() => new(Capacity, Start,
        [
            .. Enumerable.Range(0, Inject + 1).Select(units =>
                new LevelMove(units, -units * UnitEnergy / (1 - Loss), -units * UnitEnergy * InjectUsd)),
            .. Enumerable.Range(1, Withdraw).Select(units => new LevelMove(-units, units * UnitEnergy, -units * UnitEnergy * WithdrawUsd)),
        ],
        EndAtLeast, Capacity, EndShare * UnitEnergy);
}

/// <summary>A store and the price it trades at.</summary>
/// <param name="Terms">The store.</param>
/// <param name="Model">The price at each decision.</param>
/// <param name="Paths">Courses for least squares, and as many fresh ones.</param>
/// <param name="Seed">Chance.</param>
public sealed record ValueStorageInputs(StorageTerms Terms, OneFactorForward Model, int Paths, ulong Seed);

/// <summary>Values a store by dynamic programme on a trinomial tree and by least squares Monte Carlo, between its intrinsic value and that
/// of perfect
/// foresight. Refuses impossible terms, an end that cannot be reached, fewer than 100 courses, a model that <see cref="OneFactorForward"/>
/// does not allow.</summary>
public static class ValueStorage
{
    internal const int FewestPaths = 100;

    /// <summary>The value.</summary>
    public static Outcome<FlexibilityValue> Run(ValueStorageInputs inputs)
    {
        var (terms, model, paths, seed) = inputs;
        if (model.Refuse() is { } refusal) return refusal;
        const string where = "storage";
        if (!(terms.UnitEnergy > 0) || terms.Capacity < 1 || terms.Inject < 1 || terms.Withdraw < 1 || terms.Loss is not (>= 0 and < 1)
            || terms.Start < 0 || terms.Start > terms.Capacity || !double.IsFinite(terms.InjectUsd + terms.WithdrawUsd + terms.EndShare))
            return new Refusal("impossible-store", $"{terms}", where, "Check units, rates, loss and start against the capacity.");
        if (paths < FewestPaths) return new Refusal("wrong-paths", $"{paths} courses", where, $"Ask for {FewestPaths} or more.");
        var contract = terms.Bind();
        if (terms.EndAtLeast > terms.Capacity || !contract.CanEnd(model.Steps))
            return new Refusal("end-out-of-reach", $"{terms.EndAtLeast} units cannot be there after {model.Steps} decisions", where,
                "Ask for less at the end, or inject faster.");
        return FlexibilityValue.Of(contract, model, paths, seed);
    }
}
