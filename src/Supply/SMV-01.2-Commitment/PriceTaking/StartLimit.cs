namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>Most starts of a thermal unit, 0 or more; null is no limit. Starts before the first hour do not count.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="PerDay">In an operating day.</param>
/// <param name="PerWeek">In seven operating days from the first.</param>
/// <param name="InAll">In all hours.</param>
public sealed record StartLimit(string Unit, int? PerDay, int? PerWeek, int? InAll);
