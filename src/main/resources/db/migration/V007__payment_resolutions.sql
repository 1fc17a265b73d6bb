-- Payments from before anybody could decide about them.
UPDATE payment
   SET facts = facts || '{"resolutions": {"acceptances": [], "dismissals": []}}'::jsonb,
       view = view || '{"resolutions": []}'::jsonb
 WHERE NOT facts ? 'resolutions';
