namespace AsyncJobs.Local.Isolation;

/// <summary>How a program is started.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">What stands behind it.</param>
internal sealed record ProgramStart(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>This program, without the arguments that it was given.</summary>
    public static ProgramStart Current()
    {
        string path = Environment.ProcessPath ?? throw new PlatformNotSupportedException("This system does not tell what program this process runs.");

        // Started as "dotnet App.dll" it is the assembly that says which program it is.
        return Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new(path, [Path.GetFullPath(Environment.GetCommandLineArgs()[0])])
            : new(path, []);
    }
}
