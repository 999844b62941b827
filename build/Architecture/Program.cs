using Busbar.Architecture;

var root = args.Length > 0 ? args[0] : Directory.GetCurrentDirectory();
Console.Out.Write(Picture.Draw(Floors.Read(root)));
return 0;
