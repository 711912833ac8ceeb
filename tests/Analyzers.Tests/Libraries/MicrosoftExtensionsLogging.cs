using System;

namespace Microsoft.Extensions.Logging
{
    public enum LogLevel
    {
        Trace,
        Debug,
        Information,
        Warning,
        Error,
        Critical,
        None,
    }

    public interface ILogger
    {
        bool IsEnabled(LogLevel logLevel);
    }

    public interface ILogger<out TCategoryName> : ILogger
    {
    }

    public static class LoggerExtensions
    {
        public static void LogInformation(this ILogger logger, string? message, params object?[] args)
        {
        }

        public static void LogWarning(this ILogger logger, string? message, params object?[] args)
        {
        }

        public static void LogWarning(this ILogger logger, Exception? exception, string? message, params object?[] args)
        {
        }

        public static void LogError(this ILogger logger, Exception? exception, string? message, params object?[] args)
        {
        }
    }
}
