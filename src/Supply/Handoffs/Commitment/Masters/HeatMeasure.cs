using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Handoffs.Commitment.Masters;

/// <summary>What is known of a unit's heat input, in the form in which it came. Outputs are net MW above 0, ascending where a curve is
/// meant; heat rates are of the higher heating value.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AverageHeatRates), "average")]
[JsonDerivedType(typeof(IncrementalHeatRates), "incremental")]
[JsonDerivedType(typeof(HeatPolynomial), "polynomial")]
[JsonDerivedType(typeof(HeatInputCurve), "input-output")]
[JsonDerivedType(typeof(HeatTest), "test")]
public abstract record HeatMeasure;

/// <summary>Average heat rates: heat of an hour ÷ energy of the hour, at each output. At least two.</summary>
public sealed record AverageHeatRates(ImmutableArray<HeatRatePoint> Points) : HeatMeasure;

/// <summary>Heat at the lowest output and incremental heat rates from there, each up to its output. At least one block.</summary>
public sealed record IncrementalHeatRates(Mw From, Mmbtu HeatAtFrom, ImmutableArray<HeatRatePoint> Blocks) : HeatMeasure;

/// <summary>Input-output polynomial H = c₀ + c₁P + c₂P² + c₃P³, MMBtu/h of MW, between two outputs. One to four coefficients.</summary>
public sealed record HeatPolynomial(ImmutableArray<double> Coefficients, Mw From, Mw To) : HeatMeasure;

/// <summary>Heat input at outputs, taken as exact: a vendor's curve. At least two.</summary>
public sealed record HeatInputCurve(ImmutableArray<HeatInputPoint> Points) : HeatMeasure;

/// <summary>Heat input as a test measured it: noisy, in any order, an output may repeat. At least two different outputs.</summary>
public sealed record HeatTest(ImmutableArray<HeatInputPoint> Points) : HeatMeasure;

/// <summary>A heat rate at or up to an output.</summary>
public sealed record HeatRatePoint(Mw Output, MmbtuPerMwh HeatRate);
