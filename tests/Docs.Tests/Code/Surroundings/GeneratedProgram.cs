// What Amazon.Lambda.Annotations writes with GenerateMain: part of the project of examples that mention it.
public class GeneratedProgram
{
    public static async Task Main(string[] args) => await Task.Delay(args.Length);
}
