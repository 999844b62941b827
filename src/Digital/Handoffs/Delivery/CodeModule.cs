namespace Busbar.Digital.Handoffs.Delivery;

/// <summary>A module of code and the defects found in it.</summary>
/// <param name="Content">A hash of its code or of all its measures: two modules of one content are one module counted twice.</param>
/// <param name="Lines">Lines of code; 0 or more.</param>
/// <param name="Defects">Defects found in it; 0 or more.</param>
public sealed record CodeModule(string Name, string Content, int Lines, int Defects);
