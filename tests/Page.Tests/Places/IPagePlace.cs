namespace AsyncJobs.Page.Tests.Places;

/// <summary>A program that serves the page, in a process of its own, with jobs that tests start.</summary>
public interface IPagePlace
{
    Uri Address { get; }

    /// <summary>What the page says of where the jobs are.</summary>
    string Says { get; }

    /// <summary>The name of the jobs that have ended.</summary>
    string Job { get; }

    /// <summary>Starts the program, unless it runs.</summary>
    Task StartAsync();

    /// <summary>Ends it, as a person does who closes it.</summary>
    Task StopAsync();

    /// <summary>Starts a job whose result is a text and whose input is kept, and waits for its end; its id.</summary>
    Task<string> EndedAsync(string text);

    /// <summary>Starts a job that does not end by itself; its id.</summary>
    Task<string> OpenAsync();

    /// <summary>Has workers do what waits for them.</summary>
    Task WorkAsync();
}
