using System.Text.RegularExpressions;
using Amazon.Lambda.Core;

public class Text
{
    private static readonly Regex s_word = new(@"\w+", RegexOptions.None, TimeSpan.FromSeconds(1));
    private readonly ReaderWriterLockSlim _lock = new();

    public int Count(string text)
    {
        if (!_lock.TryEnterReadLock(TimeSpan.FromSeconds(1)) || !Monitor.TryEnter(this, 500))
            return -1;
        return s_word.Matches(text).Count;
    }
}
