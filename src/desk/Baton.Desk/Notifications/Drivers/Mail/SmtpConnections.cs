using Baton.Desk.Outbound;
using MailKit.Security;

namespace Baton.Desk.Notifications.Drivers.Mail;

/// <summary>Opens connections to the mail server, signs in, and keeps idle ones for a while. Safe for any number of callers.</summary>
internal sealed class SmtpConnections : IDisposable
{
    private readonly MailOptions _options;
    private readonly OAuthTokens? _tokens;
    private readonly TimeProvider _realTime;
    private readonly Stack<SmtpConnection> _idle = new();
    private readonly HouseCertificates _certificates;
    private readonly ITimer? _sweep;
    private bool _isDisposed;

    /// <param name="options">Which server.</param>
    /// <param name="tokens">Null where a password or nothing signs in.</param>
    /// <param name="realTime">The machine's clock.</param>
    public SmtpConnections(MailOptions options, OAuthTokens? tokens, TimeProvider realTime)
    {
        _options = options;
        _tokens = tokens;
        _realTime = realTime;
        _certificates = new(options.CertificateAuthority);
        if (options.KeepSeconds > 0)
        {
            var pause = TimeSpan.FromSeconds(options.KeepSeconds);
            _sweep = realTime.CreateTimer(_ => Sweep(), null, pause, pause);
        }
    }

    /// <summary>A connection that is signed in.</summary>
    /// <exception cref="SignInRefusedException">No token could be had.</exception>
    public async Task<SmtpConnection> Take(CancellationToken ct)
    {
        while (Idle() is { } kept)
        {
            try
            {
                await kept.NoOpAsync(ct);
                return kept;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The server hung up meanwhile, as it may.
                kept.Dispose();
            }
        }
        return await Open(ct);
    }

    /// <summary>Gives back what still works.</summary>
    public async Task Return(SmtpConnection connection, CancellationToken ct)
    {
        connection.LastUsed = _realTime.GetUtcNow();
        lock (_idle)
        {
            if (!_isDisposed && _options.KeepSeconds > 0 && connection.IsConnected && _idle.Count < _options.Concurrency)
            {
                _idle.Push(connection);
                return;
            }
        }
        using (connection)
        {
            if (connection.IsConnected)
                await connection.DisconnectAsync(quit: true, ct);
        }
    }

    public void Dispose()
    {
        _sweep?.Dispose();
        lock (_idle)
        {
            _isDisposed = true;
            while (_idle.TryPop(out var connection))
                connection.Dispose();
        }
    }

    private SmtpConnection? Idle()
    {
        lock (_idle)
            return _idle.TryPop(out var connection) ? connection : null;
    }

    private void Sweep()
    {
        List<SmtpConnection> old = [];
        lock (_idle)
        {
            var limit = _realTime.GetUtcNow() - TimeSpan.FromSeconds(_options.KeepSeconds);
            var kept = _idle.Where(one => one.LastUsed > limit).Reverse().ToList();
            old.AddRange(_idle.Except(kept));
            _idle.Clear();
            kept.ForEach(_idle.Push);
        }
        old.ForEach(one => one.Dispose());
    }

    private async Task<SmtpConnection> Open(CancellationToken ct)
    {
        var connection = new SmtpConnection
        {
            Timeout = _options.TimeoutSeconds * 1000,
            CheckCertificateRevocation = _options.CheckRevocation,
        };
        try
        {
            if (_options.LocalDomain is { Length: > 0 } name)
                connection.LocalDomain = name;
            connection.ServerCertificateValidationCallback = (_, certificate, chain, errors) =>
                !_options.CheckCertificate || _certificates.Accept(certificate, chain, errors, _options.CheckRevocation);
            await connection.ConnectAsync(_options.Host ?? "", _options.PortInUse, SecurityOf(_options.Security), ct);
            await SignIn(connection, ct);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task SignIn(SmtpConnection connection, CancellationToken ct)
    {
        if (_options.User is not { Length: > 0 } user)
            return;
        if (_tokens is null)
        {
            await connection.AuthenticateAsync(user, _options.Password ?? "", ct);
            return;
        }
        var (token, trouble) = await _tokens.Get(ct);
        if (token is null)
            throw new SignInRefusedException(trouble!);
        try
        {
            await connection.AuthenticateAsync(new SaslMechanismOAuth2(user, token), ct);
        }
        catch (AuthenticationException)
        {
            // It may have been withdrawn; the next attempt asks for another one.
            _tokens.Forget(token);
            throw;
        }
    }

    private static SecureSocketOptions SecurityOf(string security) =>
        security switch
        {
            MailOptions.Tls => SecureSocketOptions.SslOnConnect,
            MailOptions.NoSecurity => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
}

/// <summary>There is nothing to sign in with; the message says why, without secrets.</summary>
internal sealed class SignInRefusedException(string message) : Exception(message);
