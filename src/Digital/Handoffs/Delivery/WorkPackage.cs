using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Digital.Handoffs.Delivery;

/// <summary>A part of a project's plan and how far it is.</summary>
/// <param name="Budget">What it should cost; above 0.</param>
/// <param name="Start">Its first day in the plan.</param>
/// <param name="Finish">Its last day in the plan; not before the first.</param>
/// <param name="Done">The share that is done, 0 to 1.</param>
/// <param name="Spent">What it has cost so far.</param>
public sealed record WorkPackage(string Name, Usd Budget, LocalDate Start, LocalDate Finish, decimal Done, Usd Spent);
