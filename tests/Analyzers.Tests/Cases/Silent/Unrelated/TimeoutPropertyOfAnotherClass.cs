using Amazon.Lambda.Core;

public class JobSettings
{
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);
    public int MaxAttempts { get; set; }
}

public class Mailer
{
    public TimeSpan Timeout { get; set; }
}

public static class Setup
{
    public static (JobSettings, Mailer) Create()
    {
        var settings = new JobSettings { Timeout = TimeSpan.FromSeconds(30), MaxAttempts = 2 };
        var mailer = new Mailer();
        mailer.Timeout = settings.Timeout;
        return (settings, mailer);
    }
}
