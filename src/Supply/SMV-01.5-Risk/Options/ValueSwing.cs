using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Risk.Options;

/// <summary>Rights to take energy at a strike, at most one a decision.</summary>
/// <param name="Rights">Most takes.</param>
/// <param name="AtLeast">Takes that must be made, at whatever price.</param>
/// <param name="Energy">MWh or MMBtu of a take, above 0.</param>
/// <param name="StrikeUsd">Price paid, USD per unit of energy.</param>
public sealed record SwingTerms(int Rights, int AtLeast, double Energy, double StrikeUsd)
{
    internal LevelContract Bind() => new(Rights, Rights, [new(0, 0, 0), new(-1, Energy, -Energy * StrikeUsd)], 0, Rights - AtLeast, 0);
}

/// <summary>A swing contract and the price it is taken at.</summary>
/// <param name="Terms">The contract.</param>
/// <param name="Model">The price at each decision.</param>
/// <param name="Paths">Courses for least squares, and as many fresh ones.</param>
/// <param name="Seed">Chance.</param>
public sealed record ValueSwingInputs(SwingTerms Terms, OneFactorForward Model, int Paths, ulong Seed);

/// <summary>Values a swing contract by dynamic programme on a trinomial tree and by least squares Monte Carlo. Refuses impossible terms,
/// more takes than
/// decisions, fewer than 100 courses, a model that <see cref="OneFactorForward"/> does not allow.</summary>
public static class ValueSwing
{
    /// <summary>The value.</summary>
    public static Outcome<FlexibilityValue> Run(ValueSwingInputs inputs)
    {
        var (terms, model, paths, seed) = inputs;
        if (model.Refuse() is { } refusal) return refusal;
        const string where = "swing contract";
        if (terms.Rights < 1 || terms.AtLeast < 0 || terms.AtLeast > terms.Rights || !(terms.Energy > 0)
            || !double.IsFinite(terms.StrikeUsd))
            return new Refusal("impossible-swing", $"{terms}", where, "Give a right or more, no more takes than rights, energy above 0.");
        if (paths < ValueStorage.FewestPaths)
            return new Refusal("wrong-paths", $"{paths} courses", where, $"Ask for {ValueStorage.FewestPaths} or more.");
        var contract = terms.Bind();
        if (!contract.CanEnd(model.Steps))
            return new Refusal("end-out-of-reach", $"{terms.AtLeast} takes do not fit into {model.Steps} decisions", where,
                "Ask for fewer takes, or give more decisions.");
        return FlexibilityValue.Of(contract, model, paths, seed);
    }
}
