import { roles as allRoles, type Role } from '#contract/officers.ts';
import { useLabels } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import styles from './officers.module.css';
import { roleThatStandsAlone } from './roster-view.ts';

type RoleChoiceProps = { readonly roles: readonly Role[]; readonly onChange: (roles: readonly Role[]) => void };

/** One role or more; which of them do not go together is said at once, and why. */
export function RoleChoice({ roles, onChange }: RoleChoiceProps) {
  const { officerForm } = useLabels();
  const words = useOfficerWords().roles;
  const alone = roleThatStandsAlone(roles);
  // In the order of the list, whichever was ticked first.
  const tick = (role: Role, on: boolean) =>
    onChange(allRoles.filter((each) => (each === role ? on : roles.includes(each))));
  return (
    <fieldset className={styles.roles} aria-describedby="roles-conflict">
      <legend>{officerForm.roles}</legend>
      {allRoles.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={roles.includes(role)}
            onChange={(event) => tick(role, event.currentTarget.checked)}
          />
          <b>{words[role]}</b>
          <span>{officerForm.roleHints[role]}</span>
        </label>
      ))}
      <p id="roles-conflict" className={alone ? styles.conflict : styles.hint} role="alert">
        {alone
          ? officerForm.alone[alone === 'quanTri' ? 'quanTri' : 'kiemTra']
          : roles.length === 0
            ? officerForm.rolesMissing
            : ''}
      </p>
    </fieldset>
  );
}
