using System.ComponentModel;

namespace System.Web.Services.Protocols;

/// <summary>Generated clients can also be called in the background; the tests do not.</summary>
public sealed class InvokeCompletedEventArgs(object[] results, Exception? error, bool cancelled, object? userState)
    : AsyncCompletedEventArgs(error, cancelled, userState)
{
    public object[] Results => results;
}
