using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Busbar.Supply.Risk.Tests")]
